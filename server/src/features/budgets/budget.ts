import type { Selectable } from 'kysely'
import type { BudgetStep } from '#contract/shapes/budget.ts'
import type { Spent, Tokens } from '#kernel/cost.ts'
import type { Schema } from '#platform/database/schema.ts'

export type BudgetRow = Selectable<Schema['budgets']>
export type SpendingRow = Selectable<Schema['budget_spending']>

/** In the order in which they act; a step's place in it, counted from one, is how it stands in the database. */
export const steps: readonly BudgetStep[] = ['warned', 'cheaper-model', 'knowledge-only', 'person']
export const levelOf = (step: BudgetStep | null): number => (step === null ? 0 : steps.indexOf(step) + 1)
export const stepOfLevel = (level: number): BudgetStep | null => steps[level - 1] ?? null

/** An amount as a budget counts it: money where it can, tokens where it cannot. */
export interface Counted {
  nanos: number
  tokens: number
}

/** What tokens at a cost are to a budget. */
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

/** How much of a budget that is, in percent; of the nearer limit where it has two. */
export const percentOf = ({ amount_nanos, tokens }: Limits, counted: Counted): number =>
  Math.max(
    amount_nanos === null ? 0 : (counted.nanos / amount_nanos) * 100,
    tokens === null ? 0 : (counted.tokens / tokens) * 100,
  )

type Steps = Pick<BudgetRow, 'warn_at' | 'cheaper_at' | 'knowledge_at' | 'person_at'>

/** What a budget does at a percentage. Used up, it lets no model be called, whatever its steps say. */
export function stepAt(
  { warn_at, cheaper_at, knowledge_at, person_at }: Steps,
  percent: number,
): BudgetStep | null {
  const reached = (at: number | null) => at !== null && percent >= at
  if (reached(person_at)) return 'person'
  if (reached(knowledge_at) || percent >= 100) return 'knowledge-only'
  if (reached(cheaper_at)) return 'cheaper-model'
  return reached(warn_at) ? 'warned' : null
}

/** Whether a step calls no model any more. */
export const isFree = (step: BudgetStep | null): boolean => step === 'knowledge-only' || step === 'person'

/** When the present period of a budget began, and when it ends: of the calendar, UTC. */
export function periodOf({ period }: Pick<BudgetRow, 'period'>, now: Date): { begins: Date; ends: Date } {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  const at = (...date: [number, number, number?]) => new Date(Date.UTC(...date))
  return period === 'day'
    ? { begins: at(year, month, day), ends: at(year, month, day + 1) }
    : { begins: at(year, month), ends: at(year, month + 1) }
}
