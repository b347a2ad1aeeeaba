import { entrustedScope } from '#features/access/index.ts'
import { payFor, type Spender } from '#features/budgets/index.ts'
import type { Spent } from '#kernel/cost.ts'
import type { Scope } from '#kernel/scope.ts'
import { type CallPurpose, recordCall } from './spent-store.ts'

interface Call<R> {
  readonly purpose: CallPurpose
  readonly model: string
  /** The estimated usage. */
  likely(): { tokens: number; cost: Spent | null }
  ask(): Promise<R>
  /** The actual usage. */
  took(answer: R): { tokens: number; cost: Spent | null }
}

/** Calls an embedding model or a reranker within the budgets, and records the usage. Throws what `payFor` does. */
export async function paidCall<R>(
  scope: Scope,
  spender: Spender,
  { purpose, model, ...asking }: Call<R>,
): Promise<R> {
  const answer = await payFor(scope, spender, asking)
  const trusted = entrustedScope(scope, scope.tenantId, scope.actor)
  const { agentId } = spender
  await recordCall(trusted, { purpose, model, agentId, ...asking.took(answer) }).catch((error: unknown) =>
    // The result was paid for and must not be lost with the accounting.
    scope.app.log.warn({ err: error }, 'The cost of a model call could not be recorded.'),
  )
  return answer
}
