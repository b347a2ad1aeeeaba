import type { BudgetThreshold } from '#contract/shapes/budget.ts'
import { step } from '#kernel/step.ts'
import type { Spent, Tokens } from '#kernel/cost.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type BudgetRow, countFor, isFree, levelOf, percentOf, thresholdAt } from './budget.ts'
import type { Concerned } from './budgets-of.ts'
import { spentPercent, notifyCrossings } from './notify-crossings.ts'
import { addReservation, type Share, type Standing, takeReservation } from './spending-store.ts'

export interface Reserving {
  readonly reservationId: string
  readonly concerned: readonly Concerned[]
  readonly tokens: Tokens
  readonly cost: Spent | null
}

/** The threshold that applies to a call, and its budget. */
export interface Verdict {
  threshold: BudgetThreshold | null
  budget: BudgetRow | null
}

/** No answer takes longer; an older reservation has nobody left to settle it. */
const MARGIN_MS = 60_000

/**
 * Reserves the maximum cost of a call from every budget that it counts towards, and returns the threshold that applies.
 * If that prevents the call, nothing stays reserved.
 */
export const reserveCall = step(
  async (context, { reservationId: id, concerned, tokens, cost }: Reserving): Promise<Verdict> => {
    const { tx, scope } = context
    const shares = sharesOf(concerned, tokens, cost)
    const expiresInMs = scope.app.settings.replyLimitMs + MARGIN_MS
    const standings = await addReservation(tx, scope, { id, shares, expiresInMs })
    const verdict = strictest(concerned, shares, standings)
    if (isFree(verdict.threshold)) await giveBack(context, id, shares)
    return verdict
  },
)

/** The amount that tokens at a cost count for each budget. */
export const sharesOf = (concerned: readonly Concerned[], tokens: Tokens, cost: Spent | null): Share[] =>
  concerned.map(({ budget, share }) => ({ ...share, ...countFor(budget, tokens, cost) }))

const giveBack = ({ tx, scope }: CommandContext, id: string, shares: readonly Share[]) =>
  takeReservation(tx, scope, { id, shares: shares.map((share) => ({ ...share, nanos: 0, tokens: 0 })) })

/** The threshold that goes furthest, of all budgets. */
function strictest(
  concerned: readonly Concerned[],
  shares: readonly Share[],
  standings: readonly Standing[],
): Verdict {
  let verdict: Verdict = { threshold: null, budget: null }
  for (const [at, { budget }] of concerned.entries()) {
    const standing = standings.find(({ budget_id }) => budget_id === budget.id)
    const share = shares[at]
    if (!standing || !share) continue
    const threshold = currentThreshold(budget, standing, share)
    if (levelOf(threshold) > levelOf(verdict.threshold)) verdict = { threshold, budget }
  }
  return verdict
}

/**
 * Reservations count like spending for whether a model may be called at all, so that concurrent calls do not overdraw a
 * budget; milder thresholds only consider spending.
 */
function currentThreshold(budget: BudgetRow, standing: Standing, own: Share): BudgetThreshold | null {
  const taken = percentOf(budget, {
    nanos: standing.spent_nanos + standing.reserved_nanos - own.nanos,
    tokens: standing.spent_tokens + standing.reserved_tokens - own.tokens,
  })
  const threshold = thresholdAt(budget, taken)
  return isFree(threshold) ? threshold : thresholdAt(budget, spentPercent(budget, standing))
}

/** Replaces the reservation of a call by its actual cost, and announces the thresholds that were reached. */
export const settleCall = step(
  async (context, { reservationId: id, concerned, tokens, cost }: Reserving): Promise<void> => {
    const { tx, scope } = context
    const standings = await takeReservation(tx, scope, { id, shares: sharesOf(concerned, tokens, cost) })
    await notifyCrossings(context, concerned, standings)
  },
)
