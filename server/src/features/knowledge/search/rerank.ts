import { isBudgetUsedUp, type Spender } from '#features/budgets/index.ts'
import type { SearchWarning } from '#contract/shapes/knowledge.ts'
import { Fault } from '#kernel/fault.ts'
import type { Reranker } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { countTokens } from '#platform/text/count-tokens.ts'
import type { FoundPassage } from '../passages/passage.ts'
import { paidCall } from '../vectors/paid-call.ts'

const CHARACTERS_MAX = 4_000

/** How many of the best results a reranker scores. */
export const RERANKED = 30

/**
 * Reorders results by a reranker, which reads question and passages; those beyond its limit keep their place. If it
 * fails, or may not be used, the order stays.
 */
export async function rerank(
  scope: Scope,
  { question, spender }: { question: string; spender: Spender },
  found: readonly FoundPassage[],
): Promise<{ passages: FoundPassage[]; warning: SearchWarning | null }> {
  const { reranker } = scope.app.ports
  const read = found.slice(0, RERANKED)
  if (!reranker || read.length < 2) return { passages: [...found], warning: null }
  const texts = read.map(({ headingPath, text }) =>
    [...headingPath, text].join('\n').slice(0, CHARACTERS_MAX),
  )
  try {
    const scores = await paidScores(scope, spender, { reranker, question, texts })
    const ranked = read.map((passage, at) => ({ ...passage, rerank: scores[at] ?? null }))
    ranked.sort((a, b) => (b.rerank ?? 0) - (a.rerank ?? 0))
    // The scores of passages decrease with their rank, whoever ranked them; a reranker's scores are separate.
    const falling = read.map(({ score }) => score)
    return {
      passages: [
        ...ranked.map((passage, at) => ({ ...passage, score: falling[at] ?? 0 })),
        ...found.slice(RERANKED),
      ],
      warning: null,
    }
  } catch (error) {
    if (scope.signal.aborted || !(error instanceof Fault)) throw error
    return { passages: [...found], warning: isBudgetUsedUp(error) ? 'budget-used-up' : 'rerank-failed' }
  }
}

/** Counted as its provider reports it, by tokens or by searches. */
async function paidScores(
  scope: Scope,
  spender: Spender,
  { reranker, question, texts }: { reranker: Reranker; question: string; texts: readonly string[] },
): Promise<readonly number[]> {
  const charge = (tokens: number, searches: number) => ({ tokens, cost: reranker.cost({ tokens, searches }) })
  // The question is read with each text.
  const likely = () =>
    texts.reduce((sum, text) => sum + countTokens(text), texts.length * countTokens(question))
  const { scores } = await paidCall(scope, spender, {
    purpose: 'reranking',
    model: reranker.id,
    likely: () => charge(likely(), 1),
    ask: () => reranker.rank(question, texts, scope.signal),
    took: ({ took }) => charge(took.tokens ?? likely(), took.searches ?? 1),
  })
  return scores
}
