import { weighTerms } from './analyse.ts'

// A question that follows others is about what they were about, but less so.
const EARLIER = 0.5

/** The terms of a question and how much each counts, with what was asked before it at half the weight. */
export function weighQuestion(
  question: string,
  earlier: readonly string[],
): { term: string; weight: number }[] {
  const weights = new Map<string, number>()
  for (const [text, share] of [[question, 1] as const, ...earlier.map((asked) => [asked, EARLIER] as const)])
    for (const { term, weight } of weighTerms(text))
      weights.set(term, (weights.get(term) ?? 0) + weight * share)
  return [...weights].map(([term, weight]) => ({ term, weight }))
}
