import { addCharactersAndPairs, runsOf, wordOf } from './analyse.ts'
import { foldings } from './entry-terms.ts'
import { stem } from './stem.ts'
import { quoted } from './term-vector.ts'

/** What somebody looks for: as the database is asked, and as it is marked in what was found. */
export interface AskedWords {
  /** A tsquery that all of it must fulfil. */
  readonly query: string
  /** Stretches of scripts without spaces, each in every folding. */
  readonly stretches: readonly string[]
  readonly words: readonly { word: string; stem: string; isBeginning: boolean }[]
}

/** How a term, and the beginning of a word, stand in a tsquery. */
export interface Asking {
  term(term: string): string
  beginning(word: string): string
}

const asIs: Asking = { term: quoted, beginning: (word) => `${quoted(word)}:*` }

/** What was typed, as terms; null when there is no letter and no digit in it. */
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
      // One letter begins too much to be of use: it is looked for as a word.
      const asked = { word, stem: stem(word), isBeginning: word.length > 1 }
      words.set(word, asked)
      needs.push(wordNeeds(asked, asking))
    }
    return needs.length > 0 ? [`(${needs.join(' & ')})`] : []
  })
  if (ways.length === 0) return null
  return { query: ways.join(' | '), stretches: [...stretches], words: [...words.values()] }
}

/** A single character is looked for as it is; of more, every pair of neighbours must be there. */
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
