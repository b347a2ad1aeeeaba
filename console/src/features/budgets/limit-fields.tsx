import { NumberInput, TextInput } from '@mantine/core'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'
import type { BudgetDraft } from './budget-draft.ts'
import classes from './budgets.module.css'

interface FieldsProps {
  draft: BudgetDraft
  put: (change: Partial<BudgetDraft>) => void
}

export const numberOf = (value: string | number): number | null => (value === '' ? null : Number(value))

/** How much a budget allows. */
export function LimitFields({ draft, put }: FieldsProps) {
  const t = useBudgetMessages()
  return (
    <div className={classes.pair}>
      <NumberInput
        label={t.amount}
        value={draft.amount ?? ''}
        onChange={(value) => put({ amount: numberOf(value) })}
        min={0}
        hideControls
        data-autofocus
      />
      <TextInput
        label={t.currency}
        value={draft.currency ?? ''}
        onChange={(event) => put({ currency: event.currentTarget.value.toUpperCase() || null })}
        maxLength={3}
      />
      <NumberInput
        label={t.tokens}
        description={t.tokensHint}
        value={draft.tokens ?? ''}
        onChange={(value) => put({ tokens: numberOf(value) })}
        min={1}
        allowDecimal={false}
        thousandSeparator=" "
        hideControls
      />
    </div>
  )
}
