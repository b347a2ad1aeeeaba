import type { Selectable } from 'kysely'
import type { BudgetThreshold } from '#contract/shapes/budget.ts'
import type { Spent, Tokens } from '#kernel/cost.ts'
import type { Schema } from '#platform/database/schema.ts'

export type BudgetRow = Selectable<Schema['budgets']>
export type SpendingRow = Selectable<Schema['budget_spending']>

/** In the order in which they act; the database stores a threshold's position, counted from one. */
export const thresholds: readonly BudgetThreshold[] = ['warned', 'cheaper-model', 'knowledge-only', 'person']
export const levelOf = (threshold: BudgetThreshold | null): number =>
  threshold === null ? 0 : thresholds.indexOf(threshold) + 1
export const thresholdOfLevel = (level: number): BudgetThreshold | null => thresholds[level - 1] ?? null

/** An amount as a budget counts it: money if possible, otherwise tokens. */
export interface Counted {
  nanos: number
  tokens: number
}

/** The amount that tokens at a cost count for a budget. */
export function countFor(
  { amount_nanos, currency }: Pick<BudgetRow, 'amount_nanos' | 'currency'>,
  tokens: Tokens,
  cost: Spent | null,
): Counted {
  if (amount_nanos !== null && cost !== null && cost.currency === currency)
    return { nanos: cost.nanos, tokens: 0 }
  return { nanos: 0, tokens: tokens.inputTokens + tokens.outputTokens }
}

type Limits = Pick<BudgetRow, 'amount_nanos' | 'tokens'>

/** The used share of a budget in percent; of the nearer limit if it has two. */
export const percentOf = ({ amount_nanos, tokens }: Limits, counted: Counted): number =>
  Math.max(
    amount_nanos === null ? 0 : (counted.nanos / amount_nanos) * 100,
    tokens === null ? 0 : (counted.tokens / tokens) * 100,
  )

type Thresholds = Pick<BudgetRow, 'warn_at' | 'cheaper_at' | 'knowledge_at' | 'person_at'>

/**
 * The threshold of a budget at a percentage. A used-up budget allows no call of a model, whatever its thresholds say.
 */
export function thresholdAt(
  { warn_at, cheaper_at, knowledge_at, person_at }: Thresholds,
  percent: number,
): BudgetThreshold | null {
  const reached = (at: number | null) => at !== null && percent >= at
  if (reached(person_at)) return 'person'
  if (reached(knowledge_at) || percent >= 100) return 'knowledge-only'
  if (reached(cheaper_at)) return 'cheaper-model'
  return reached(warn_at) ? 'warned' : null
}

/** Whether a threshold prevents calls of a model. */
export const isFree = (threshold: BudgetThreshold | null): boolean =>
  threshold === 'knowledge-only' || threshold === 'person'

/** The start and end of a budget's current calendar period, in UTC. */
export function periodOf({ period }: Pick<BudgetRow, 'period'>, now: Date): { begins: Date; ends: Date } {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  const at = (...date: [number, number, number?]) => new Date(Date.UTC(...date))
  return period === 'day'
    ? { begins: at(year, month, day), ends: at(year, month, day + 1) }
    : { begins: at(year, month), ends: at(year, month + 1) }
}
