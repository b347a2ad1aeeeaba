import { type KeptWords, noKeptWords } from './kept-words.ts'
import { noSynonyms, type Synonyms } from './synonyms.ts'

/** A tenant's knowledge about the words in its texts. */
export interface SearchDictionary {
  readonly kept: KeptWords
  readonly synonyms: Synonyms
}

export const emptySearchDictionary: SearchDictionary = { kept: noKeptWords, synonyms: noSynonyms }
