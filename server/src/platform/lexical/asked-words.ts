import { addCharactersAndPairs, runsOf, wordOf } from './analyse.ts'
import { foldings } from './entry-terms.ts'
import { stem } from './stem.ts'
import { quoted } from './term-vector.ts'

/** A search query: for the database, and for highlighting matches. */
export interface AskedWords {
  /** A tsquery that requires all of it. */
  readonly query: string
  /** Stretches of scripts without spaces, each in every folding. */
  readonly stretches: readonly string[]
  readonly words: readonly { word: string; stem: string; isBeginning: boolean }[]
}

/** The forms of a term and of a prefix in a tsquery. */
export interface Asking {
  term(term: string): string
  beginning(word: string): string
}

const asIs: Asking = { term: quoted, beginning: (word) => `${quoted(word)}:*` }

/** The typed text as terms; null if it has no letter or digit. */
export function askedWords(typed: string, asking: Asking = asIs): AskedWords | null {
  const stretches = new Set<string>()
  const words = new Map<string, AskedWords['words'][number]>()
  const ways = foldings(typed).flatMap((folded) => {
    const needs: string[] = []
    for (const { isDense, text } of runsOf(folded)) {
      if (isDense) {
        stretches.add(text)
        needs.push(...stretchNeeds(text).map(asking.term))
        continue
      }
      const word = wordOf(text)
      if (word === '') continue
      // A single letter is too common a prefix: it is searched for as a word.
      const asked = { word, stem: stem(word), isBeginning: word.length > 1 }
      words.set(word, asked)
      needs.push(wordNeeds(asked, asking))
    }
    return needs.length > 0 ? [`(${needs.join(' & ')})`] : []
  })
  if (ways.length === 0) return null
  return { query: ways.join(' | '), stretches: [...stretches], words: [...words.values()] }
}

/** A single character is searched for as it is; of more, every pair of neighbors is required. */
function stretchNeeds(stretch: string): string[] {
  const terms: string[] = []
  addCharactersAndPairs(terms, stretch)
  const pairs = terms.filter((term) => [...term].length === 2)
  return [...new Set(pairs.length > 0 ? pairs : terms)]
}

const wordNeeds = (
  { word, stem: root, isBeginning }: AskedWords['words'][number],
  { term, beginning }: Asking,
): string => (isBeginning ? `(${term(root)} | ${beginning(word)})` : term(word))
