import { Select } from '@mantine/core'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'
import type { BudgetDraft } from './budget-draft.ts'
import type { Named } from './budget-name.ts'
import classes from './budgets.module.css'

const kinds = ['tenant', 'agent', 'person'] as const
const periods = ['month', 'day'] as const

interface FieldsProps {
  draft: BudgetDraft
  named: Named
  put: (change: Partial<BudgetDraft>) => void
}

/** Whose a budget is, and for how long. */
export function SubjectFields({ draft, named, put }: FieldsProps) {
  const t = useBudgetMessages()
  const choices = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={classes.pair}>
      <Select
        label={t.whose}
        data={kinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
        value={draft.kind}
        onChange={(kind) => put({ kind: (kind ?? 'tenant') as BudgetDraft['kind'] })}
        allowDeselect={false}
      />
      {draft.kind === 'agent' && (
        <Select
          label={t.agent}
          data={choices(named.agents)}
          value={draft.agentId}
          onChange={(agentId) => put({ agentId })}
          searchable
          required
        />
      )}
      {draft.kind === 'person' && (
        <Select
          label={t.member}
          placeholder={t.allMembers}
          data={choices(named.members)}
          value={draft.memberId}
          onChange={(memberId) => put({ memberId })}
          searchable
          clearable
        />
      )}
      <Select
        label={t.period}
        data={periods.map((period) => ({ value: period, label: t.periods[period] }))}
        value={draft.period}
        onChange={(period) => put({ period: (period ?? 'month') as BudgetDraft['period'] })}
        allowDeselect={false}
      />
    </div>
  )
}
