import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { FoundPassage } from '../passages/passage.ts'

const CHARACTERS_MAX = 4_000

/** How many of the best are read again by a reranker. */
export const RERANKED = 30

/**
 * Puts what was found into the order of a reranker, which has read question and passages; what is further down than it
 * reads stays there. Where it does not answer the order stays as it was.
 */
export async function rerank(
  scope: Scope,
  question: string,
  found: readonly FoundPassage[],
): Promise<{ passages: FoundPassage[]; hasFailed: boolean }> {
  const { reranker } = scope.app.ports
  const read = found.slice(0, RERANKED)
  if (!reranker || read.length < 2) return { passages: [...found], hasFailed: false }
  const texts = read.map(({ headingPath, text }) =>
    [...headingPath, text].join('\n').slice(0, CHARACTERS_MAX),
  )
  try {
    const scores = await reranker.rank(question, texts, scope.signal)
    const ranked = read.map((passage, at) => ({ ...passage, rerank: scores[at] ?? null }))
    ranked.sort((a, b) => (b.rerank ?? 0) - (a.rerank ?? 0))
    // Scores of passages fall with their place, whoever gave it; those of a reranker stand beside them.
    const falling = read.map(({ score }) => score)
    return {
      passages: [
        ...ranked.map((passage, at) => ({ ...passage, score: falling[at] ?? 0 })),
        ...found.slice(RERANKED),
      ],
      hasFailed: false,
    }
  } catch (error) {
    if (scope.signal.aborted || !(error instanceof Fault)) throw error
    return { passages: [...found], hasFailed: true }
  }
}
