import type { Spender } from '#features/budgets/index.ts'
import { costOf } from '#kernel/cost.ts'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { countTokens } from '#platform/text/count-tokens.ts'
import { paidCall } from './paid-call.ts'
import type { CallPurpose } from './spent-store.ts'

interface Wanted {
  readonly purpose: CallPurpose
  readonly model: EmbeddingModel
  readonly texts: readonly string[]
  readonly signal: AbortSignal
}

/**
 * Embeds texts within the budgets, counted by the tokens that the provider reports. Throws what the model and
 * `paidCall` do.
 */
export async function paidVectors(
  scope: Scope,
  spender: Spender,
  { purpose, model, texts, signal }: Wanted,
): Promise<readonly Float32Array[]> {
  const { price } = model
  const charge = (tokens: number) => ({
    tokens,
    cost: price && costOf({ inputTokens: tokens, outputTokens: 0 }, price),
  })
  const likely = () => texts.reduce((sum, text) => sum + countTokens(text), 0)
  const { vectors } = await paidCall(scope, spender, {
    purpose,
    model: model.id,
    likely: () => charge(likely()),
    ask: () => model.embed(texts, signal),
    took: ({ tokens }) => charge(tokens ?? likely()),
  })
  return vectors
}
