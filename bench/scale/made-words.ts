import { entryTerms } from '#platform/lexical/entry-terms.ts'
import { steadyRandom } from '../statistics.ts'

const SYLLABLES = ['ba', 'ko', 'mi', 'nu', 're', 'sa', 'ti', 'vo', 'ze', 'lu', 'pa', 'do']

const SYLLABLES_EACH = 4
export const WORD_LENGTH = SYLLABLES_EACH * 2

/** Words of no language, each a single term of equal length, so that the database can generate entries of them. */
export function madeWords(count: number): string[] {
  const random = steadyRandom(7)
  const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? ''
  const words = new Set<string>()
  while (words.size < count) {
    const word = Array.from({ length: SYLLABLES_EACH }, syllable).join('')
    if (entryTerms(word).length === 1) words.add(word)
  }
  return [...words]
}
