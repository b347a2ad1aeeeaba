import type { Budget } from '#contract/shapes/budget.ts'

/** A budget as it stands in its form. */
export type BudgetDraft = Pick<
  Budget,
  | 'kind'
  | 'agentId'
  | 'memberId'
  | 'period'
  | 'amount'
  | 'currency'
  | 'tokens'
  | 'warnAt'
  | 'cheaperAt'
  | 'cheaperModel'
  | 'knowledgeAt'
  | 'personAt'
>

export const blankBudget: BudgetDraft = {
  kind: 'tenant',
  agentId: null,
  memberId: null,
  period: 'month',
  amount: null,
  currency: 'USD',
  tokens: null,
  warnAt: 80,
  cheaperAt: null,
  cheaperModel: null,
  knowledgeAt: 100,
  personAt: null,
}

/** The same for an agent, or for a member. */
export const subjectBudget = (agentId: string, memberId: string): BudgetDraft =>
  agentId === '' ? { ...blankBudget, kind: 'person', memberId } : { ...blankBudget, kind: 'agent', agentId }

/** What may be changed of it. A currency without an amount means nothing, as a model that never answers does. */
export const termsOf = (draft: BudgetDraft) => ({
  amount: draft.amount,
  currency: draft.amount === null ? null : draft.currency,
  tokens: draft.tokens,
  warnAt: draft.warnAt,
  cheaperAt: draft.cheaperModel === null ? null : draft.cheaperAt,
  cheaperModel: draft.cheaperAt === null ? null : draft.cheaperModel,
  knowledgeAt: draft.knowledgeAt,
  personAt: draft.personAt,
})

/** Whose it is, which is said once. */
export const subjectOf = ({ kind, agentId, memberId, period }: BudgetDraft) => ({
  kind,
  period,
  ...(kind === 'agent' && agentId !== null && { agentId }),
  ...(kind === 'person' && memberId !== null && { memberId }),
})
