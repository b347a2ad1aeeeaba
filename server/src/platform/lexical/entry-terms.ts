import { addCharactersAndPairs, normal, runsOf, wordOf } from './analyse.ts'
import { foldCharacters, foldScript } from './fold-script.ts'
import { stem } from './stem.ts'

// What stands further down in a text is not found; keeps an entry within what the database takes.
const CHARACTERS_MAX = 50_000

/** A text in the one script that everything is compared in: by phrases and, where that differs, by characters. */
export function foldings(text: string): string[] {
  const plain = normal(text)
  return [...new Set([foldScript(plain), foldCharacters(plain)])]
}

/** The terms that a short text is found by as it is typed, each once. A word is found by itself and by its stem. */
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
