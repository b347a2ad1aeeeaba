import { isFunctionWord } from './grammar.ts'
import { numberOf } from './profile.ts'

const BEGINNING = 4
// Few enough to keep a knowledge base's statistics small whatever its size, and enough that two pairs seldom share a
// number.
const PAIRS = 65_536

/**
 * The prefix by which a word is found besides its stem, so that a similar one counts a little: `retiree` and
 * `retirement` start alike. Null for a word that is no longer than a prefix, or has other than Latin letters.
 */
export const beginningOf = (word: string): string | null =>
  /^[a-z]{5,}$/.test(word) ? `^${word.slice(0, BEGINNING)}` : null

/**
 * Each pair of consecutive stems as one term; function words between them are skipped. Two pairs among many thousands
 * share a term, which shifts a score but never decides what is found.
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
