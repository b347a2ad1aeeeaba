import { analyse, kindOf } from '#platform/lexical/analyse.ts'
import { holdsGrammar } from '#platform/lexical/grammar.ts'

const weightOf = (term: string): number => {
  const kind = kindOf(term)
  if (kind === 'function-word') return 0
  if (kind === 'word') return 2
  return holdsGrammar(term) ? 0 : 1
}

/** The content terms of a text, with their weights. */
export const contentTerms = (text: string): Map<string, number> =>
  new Map(
    [...new Set(analyse(text))]
      .map((term): [string, number] => [term, weightOf(term)])
      .filter(([, weight]) => weight > 0),
  )

export const weightSum = (terms: ReadonlyMap<string, number>): number =>
  [...terms.values()].reduce((sum, weight) => sum + weight, 0)

/** The share of `claimed`, by weight, that is covered by one of `given`. */
export function coverage(
  claimed: ReadonlyMap<string, number>,
  ...given: readonly ReadonlyMap<string, number>[]
): number {
  let shared = 0
  let whole = 0
  for (const [term, weight] of claimed) {
    whole += weight
    if (given.some((terms) => terms.has(term))) shared += weight
  }
  return shared === 0 ? 0 : shared / whole
}
