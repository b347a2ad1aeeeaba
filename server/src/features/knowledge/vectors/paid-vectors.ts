import { payFor, type Spender } from '#features/budgets/index.ts'
import { costOf } from '#kernel/cost.ts'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { countTokens } from '#platform/text/count-tokens.ts'

/**
 * What texts mean, as far as budgets allow: counted by the tokens that the provider reports. Throws what the model and
 * `payFor` do.
 */
export async function paidVectors(
  scope: Scope,
  spender: Spender,
  { model, texts, signal }: { model: EmbeddingModel; texts: readonly string[]; signal: AbortSignal },
): Promise<readonly Float32Array[]> {
  const { price } = model
  const charge = (tokens: number) => ({
    tokens,
    cost: price && costOf({ inputTokens: tokens, outputTokens: 0 }, price),
  })
  const likely = () => texts.reduce((sum, text) => sum + countTokens(text), 0)
  const { vectors } = await payFor(scope, spender, {
    likely: () => charge(likely()),
    ask: () => model.embed(texts, signal),
    took: ({ tokens }) => charge(tokens ?? likely()),
  })
  return vectors
}
