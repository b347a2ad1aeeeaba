import { isFunctionWord } from './grammar.ts'
import { numberOf } from './profile.ts'

const BEGINNING = 4
// So few that a knowledge base's statistics stay small however much is in it, and so many that two pairs seldom share one.
const PAIRS = 65_536

/**
 * What a word is found by besides its stem, so that one near it counts a little: `retiree` and `retirement` begin
 * alike. Null for a word that is no longer than a beginning, or is not of Latin letters.
 */
export const beginningOf = (word: string): string | null =>
  /^[a-z]{5,}$/.test(word) ? `^${word.slice(0, BEGINNING)}` : null

/**
 * Each two stems that follow each other, as one term for both; words of grammar between them are passed over. Two
 * pairs in many thousands share a term, which moves a score and never decides what is found.
 */
export function neighboursOf(stems: readonly string[]): string[] {
  const content = stems.filter((stemmed) => !isFunctionWord(stemmed))
  return content.slice(1).map((stemmed, at) => `~${folded(`${content[at]} ${stemmed}`).toString(36)}`)
}

/** The number of a term, folded to as many as there are terms for pairs. */
function folded(text: string): number {
  const number = numberOf(text)
  return ((number >>> 16) ^ number) & (PAIRS - 1)
}
