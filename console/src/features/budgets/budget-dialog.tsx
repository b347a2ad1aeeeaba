import { useState } from 'react'
import type { Budget } from '#contract/shapes/budget.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'
import { type BudgetDraft, subjectOf, termsOf } from './budget-draft.ts'
import type { Named } from './budget-name.ts'
import { LimitFields } from './limit-fields.tsx'
import { ThresholdFields } from './threshold-fields.tsx'
import { SubjectFields } from './subject-fields.tsx'

interface BudgetDialogProps {
  budget: Budget | null
  /** What a new one begins as. */
  initial: BudgetDraft
  named: Named
  onClose: () => void
}

/** Asks for a budget: whose it is, how much it allows, and what it does as it is used up. */
export function BudgetDialog({ budget, initial, named, onClose }: BudgetDialogProps) {
  const t = useBudgetMessages()
  const [draft, setDraft] = useState<BudgetDraft>(budget ?? initial)
  const put = (change: Partial<BudgetDraft>) => setDraft((before) => ({ ...before, ...change }))
  const { isBusy, error, submit } = useFormSubmit(async () => {
    const terms = termsOf(draft)
    await (budget
      ? client.budgets.change(budget.id, terms)
      : client.budgets.create({ ...subjectOf(draft), ...terms }))
    invalidate('budget')
    onClose()
  })
  return (
    <FormDialog
      title={budget ? t.edit : t.add}
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
    >
      {budget === null && <SubjectFields draft={draft} named={named} put={put} />}
      <LimitFields draft={draft} put={put} />
      <ThresholdFields draft={draft} put={put} />
    </FormDialog>
  )
}
