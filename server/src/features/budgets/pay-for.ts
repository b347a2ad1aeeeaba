import { uuidv7 } from 'uuidv7'
import { entrustedScope } from '#features/access/index.ts'
import type { Spent } from '#kernel/cost.ts'
import type { Scope } from '#kernel/scope.ts'
import { isFree } from './budget.ts'
import { budgetsOf, type Spender } from './budgets-of.ts'
import { refused } from './refused.ts'
import { reserveCall, settleCall } from './reserve-call.ts'

/** Tokens of input, and what they cost; null where no price is known. */
interface Charge {
  tokens: number
  cost: Spent | null
}

interface Asking<R> {
  /** About what it will take. */
  likely(): Charge
  ask(): Promise<R>
  /** What it took. */
  took(answer: R): Charge
}

const NOTHING: Charge = { tokens: 0, cost: null }

/**
 * Asks a model for something that is no text, as far as budgets allow: reserved before and settled after. What failed
 * costs nothing. Throws Fault `limit_reached` with the reason `budget` where no model may be asked any more.
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
      // What is not settled counts as it was reserved, after a while.
      scope.app.log.warn({ err: error }, 'The cost of a model call could not be settled.'),
    )
  }
}

const asInput = ({ tokens, cost }: Charge) => ({ tokens: { inputTokens: tokens, outputTokens: 0 }, cost })
