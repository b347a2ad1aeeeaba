import { weighTerms } from './analyse.ts'
import { type SearchDictionary, emptySearchDictionary } from './search-dictionary.ts'
import { type KeptWords, termOf } from './kept-words.ts'

// A follow-up question is about the same topic as the earlier ones, but less so.
const EARLIER = 0.5
// A synonym may have other meanings as well.
const SYNONYM = 0.7
// A protected word counts like two words. Its parts say little on their own, but find passages that are not analyzed
// again yet.
const KEPT = 4
const PIECES = 0.3

type Weights = Map<string, number>

/**
 * The terms of a question with their weights, with earlier questions at half the weight, and with the search dictionary
 * applied.
 */
export function weighQuestion(
  question: string,
  earlier: readonly string[],
  { kept, synonyms }: SearchDictionary = emptySearchDictionary,
): { term: string; weight: number }[] {
  const weights: Weights = new Map()
  for (const [text, share] of [
    [question, 1] as const,
    ...earlier.map((asked) => [asked, EARLIER] as const),
  ]) {
    addTerms(weights, text, share, kept)
    for (const other of synonyms(text)) addTerms(weights, other, share * SYNONYM, kept)
  }
  return [...weights].map(([term, weight]) => ({ term, weight }))
}

function addTerms(weights: Weights, text: string, share: number, kept: KeptWords): void {
  const add = (term: string, weight: number) => weights.set(term, (weights.get(term) ?? 0) + weight * share)
  const { rest, taken } = kept.cutOut(text)
  for (const { term, weight } of weighTerms(rest)) add(term, weight)
  for (const word of taken) {
    add(termOf(word), KEPT)
    for (const { term, weight } of weighTerms(word)) add(term, weight * PIECES)
  }
}
