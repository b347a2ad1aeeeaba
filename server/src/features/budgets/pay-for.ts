import { uuidv7 } from 'uuidv7'
import { entrustedScope } from '#features/access/index.ts'
import type { Spent } from '#kernel/cost.ts'
import type { Scope } from '#kernel/scope.ts'
import { isFree } from './budget.ts'
import { budgetsOf, type Spender } from './budgets-of.ts'
import { refused } from './refused.ts'
import { reserveCall, settleCall } from './reserve-call.ts'

/** Input tokens and their cost; null without a known price. */
interface Charge {
  tokens: number
  cost: Spent | null
}

interface Asking<R> {
  /** The estimated usage. */
  likely(): Charge
  ask(): Promise<R>
  /** The actual usage. */
  took(answer: R): Charge
}

const NOTHING: Charge = { tokens: 0, cost: null }

/**
 * Calls a model for something other than text, within the budgets: reserved before and settled after. A failed call
 * costs nothing. Throws Fault `limit_reached` with the reason `budget` if no model may be called.
 */
export async function payFor<R>(
  scope: Scope,
  spender: Spender,
  { likely, ask, took }: Asking<R>,
): Promise<R> {
  const concerned = await budgetsOf(scope, spender)
  if (concerned.length === 0) return ask()
  const trusted = entrustedScope(scope, scope.tenantId, scope.actor)
  const call = { reservationId: uuidv7(), concerned }
  const verdict = await reserveCall(trusted, { ...call, ...asInput(likely()) })
  if (isFree(verdict.threshold)) throw refused()
  let charge = NOTHING
  try {
    const answer = await ask()
    charge = took(answer)
    return answer
  } finally {
    await settleCall(trusted, { ...call, ...asInput(charge) }).catch((error: unknown) =>
      // A call that is not settled counts as reserved after a while.
      scope.app.log.warn({ err: error }, 'The cost of a model call could not be settled.'),
    )
  }
}

const asInput = ({ tokens, cost }: Charge) => ({ tokens: { inputTokens: tokens, outputTokens: 0 }, cost })
