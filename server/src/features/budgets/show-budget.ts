import type { Budget } from '#contract/shapes/budget.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { type BudgetRow, periodOf, thresholdAt } from './budget.ts'
import { spentPercent } from './notify-crossings.ts'
import { furthestSpending } from './spending-store.ts'

const NANOS = 1e9

/** A budget with the amount spent in its current period. */
export async function showBudget(tx: Reader, scope: Scope, row: BudgetRow): Promise<Budget> {
  const { begins, ends } = periodOf(row, scope.app.now())
  const spending = await furthestSpending(tx, row.id, begins)
  const percent = spending ? spentPercent(row, spending) : 0
  return {
    id: row.id,
    kind: row.kind as Budget['kind'],
    agentId: row.agent_id,
    memberId: row.member_id,
    period: row.period as Budget['period'],
    amount: row.amount_nanos === null ? null : row.amount_nanos / NANOS,
    currency: row.currency,
    tokens: row.tokens,
    warnAt: row.warn_at,
    cheaperAt: row.cheaper_at,
    cheaperModel: row.cheaper_model,
    knowledgeAt: row.knowledge_at,
    personAt: row.person_at,
    spent: {
      amount: (spending?.spent_nanos ?? 0) / NANOS,
      tokens: spending?.spent_tokens ?? 0,
      reservedAmount: (spending?.reserved_nanos ?? 0) / NANOS,
      reservedTokens: spending?.reserved_tokens ?? 0,
      percent: Math.round(percent * 10) / 10,
    },
    threshold: thresholdAt(row, percent),
    periodEndsAt: ends.toISOString(),
  }
}
