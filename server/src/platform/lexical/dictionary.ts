import { type KeptWords, noKeptWords } from './kept-words.ts'
import { noSynonyms, type Synonyms } from './synonyms.ts'

/** What somebody knows of the words of their own texts. */
export interface Dictionary {
  readonly kept: KeptWords
  readonly synonyms: Synonyms
}

export const emptyDictionary: Dictionary = { kept: noKeptWords, synonyms: noSynonyms }
