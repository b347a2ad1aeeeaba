import type { Budget } from '#contract/shapes/budget.ts'
import { formatMoney } from '../../ui/money.ts'
import type { BudgetMessages } from '../../messages/budgets/en.ts'

/** Who has which name. */
export interface Named {
  agents: readonly { id: string; name: string }[]
  members: readonly { id: string; name: string }[]
}

/** What a budget is called: by whose it is. */
export function budgetName(
  { kind, agentId, memberId }: Pick<Budget, 'kind' | 'agentId' | 'memberId'>,
  { agents, members }: Named,
  t: BudgetMessages,
): string {
  if (kind === 'tenant') return t.kinds.tenant
  if (kind === 'agent') return agents.find(({ id }) => id === agentId)?.name ?? t.gone
  if (memberId === null) return t.everybody
  return members.find(({ id }) => id === memberId)?.name ?? t.gone
}

/** An amount of a budget, in money or tokens. */
export function limitIn(locale: string, t: BudgetMessages, { amount, currency, tokens }: Limit): string {
  return [
    ...(amount === null || currency === null ? [] : [formatMoney(locale, { amount, currency })]),
    ...(tokens === null ? [] : [t.tokenCount(tokens.toLocaleString(locale))]),
  ].join(' · ')
}

type Limit = Pick<Budget, 'amount' | 'currency' | 'tokens'>

/** What is spent of it, in the same terms. */
export const spentOf = ({ amount, tokens, currency, spent }: Budget): Limit => ({
  amount: amount === null ? null : spent.amount,
  currency,
  tokens: tokens === null ? null : spent.tokens,
})
