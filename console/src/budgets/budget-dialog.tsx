import { useState } from 'react'
import type { Budget } from '#contract/shapes/budget.ts'
import { budgetDesk } from '../data/budget-resources.ts'
import { refresh } from '../data/cache.ts'
import { FormDialog } from '../look/form-dialog.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useBudgetWords } from '../words/budgets/budget-words.ts'
import { type BudgetDraft, subjectOf, termsOf } from './budget-draft.ts'
import type { Named } from './budget-name.ts'
import { LimitFields } from './limit-fields.tsx'
import { StepFields } from './step-fields.tsx'
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
  const said = useBudgetWords()
  const [draft, setDraft] = useState<BudgetDraft>(budget ?? initial)
  const put = (change: Partial<BudgetDraft>) => setDraft((before) => ({ ...before, ...change }))
  const { isBusy, error, submit } = useSending(async () => {
    const terms = termsOf(draft)
    await (budget
      ? budgetDesk.change(budget.id, terms)
      : budgetDesk.create({ ...subjectOf(draft), ...terms }))
    refresh('budgets')
    onClose()
  })
  return (
    <FormDialog
      title={budget ? said.edit : said.add}
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
    >
      {budget === null && <SubjectFields draft={draft} named={named} put={put} />}
      <LimitFields draft={draft} put={put} />
      <StepFields draft={draft} put={put} />
    </FormDialog>
  )
}
