import { addCharactersAndPairs, normal, runsOf, wordOf } from './analyse.ts'
import { foldCharacters, foldScript } from './fold-script.ts'
import { stem } from './stem.ts'

// Text after this limit is not indexed, which keeps an entry within the database's limits.
const CHARACTERS_MAX = 50_000

/** A text in the script used for comparison: by phrases and, if different, by characters. */
export function foldings(text: string): string[] {
  const plain = normal(text)
  return [...new Set([foldScript(plain), foldCharacters(plain)])]
}

/**
 * The terms by which a short text is found while typing, without duplicates. A word is found by itself and by its stem.
 */
export function entryTerms(text: string): string[] {
  const terms: string[] = []
  for (const folded of foldings(text.slice(0, CHARACTERS_MAX)))
    for (const run of runsOf(folded)) {
      if (run.isDense) addCharactersAndPairs(terms, run.text)
      else {
        const word = wordOf(run.text)
        if (word !== '') terms.push(word, stem(word))
      }
    }
  return [...new Set(terms)]
}
