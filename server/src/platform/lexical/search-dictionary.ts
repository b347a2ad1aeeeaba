import { type KeptWords, noKeptWords } from './kept-words.ts'
import { noSynonyms, type Synonyms } from './synonyms.ts'

/** What somebody knows of the words of their own texts. */
export interface SearchDictionary {
  readonly kept: KeptWords
  readonly synonyms: Synonyms
}

export const emptySearchDictionary: SearchDictionary = { kept: noKeptWords, synonyms: noSynonyms }
