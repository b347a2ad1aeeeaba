import type { Budget } from '#contract/shapes/budget.ts'
import { moneyIn } from '../look/money.ts'
import type { BudgetWords } from '../words/budgets/en.ts'

/** Who has which name. */
export interface Named {
  agents: readonly { id: string; name: string }[]
  members: readonly { id: string; name: string }[]
}

/** What a budget is called: by whose it is. */
export function budgetName(
  { kind, agentId, memberId }: Pick<Budget, 'kind' | 'agentId' | 'memberId'>,
  { agents, members }: Named,
  words: BudgetWords,
): string {
  if (kind === 'tenant') return words.kinds.tenant
  if (kind === 'agent') return agents.find(({ id }) => id === agentId)?.name ?? words.gone
  if (memberId === null) return words.everybody
  return members.find(({ id }) => id === memberId)?.name ?? words.gone
}

/** An amount of a budget, in money or tokens. */
export function limitIn(locale: string, words: BudgetWords, { amount, currency, tokens }: Limit): string {
  return [
    ...(amount === null || currency === null ? [] : [moneyIn(locale, { amount, currency })]),
    ...(tokens === null ? [] : [words.tokenCount(tokens.toLocaleString(locale))]),
  ].join(' · ')
}

type Limit = Pick<Budget, 'amount' | 'currency' | 'tokens'>

/** What is spent of it, in the same terms. */
export const spentOf = ({ amount, tokens, currency, spent }: Budget): Limit => ({
  amount: amount === null ? null : spent.amount,
  currency,
  tokens: tokens === null ? null : spent.tokens,
})
