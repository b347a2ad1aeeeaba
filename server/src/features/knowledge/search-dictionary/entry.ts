import { type SearchDictionaryEntry, SearchDictionaryKind } from '#contract/shapes/search-dictionary.ts'
import { invalidInput } from '#kernel/fault.ts'
import { comparable } from '#platform/lexical/kept-words.ts'
import type { SynonymGroup } from '#platform/lexical/synonyms.ts'
import type { SearchDictionaryRow } from './search-dictionary-store.ts'

/** How many entries a tenant has at most: all are read for every search. */
export const ENTRIES_MAX = 2_000

export const toEntry = (row: SearchDictionaryRow): SearchDictionaryEntry => ({
  id: row.id,
  kind: SearchDictionaryKind.parse(row.kind),
  words: row.words,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** Which words find which, for an entry with synonyms. */
export const groupOf = ({ kind, words }: Pick<SearchDictionaryRow, 'kind' | 'words'>): SynonymGroup =>
  kind === 'finds' ? { from: words.slice(0, 1), to: words.slice(1) } : { from: words, to: words }

/** Why these words are invalid in an entry of that kind; null if they are valid. */
export function problemOf(kind: SearchDictionaryKind, words: readonly string[]): string | null {
  if (words.some((word) => !/[\p{L}\p{N}]/u.test(word))) return 'A word needs a letter or a digit.'
  if (new Set(words.map(comparable)).size < words.length) return 'It contains the same word twice.'
  if (kind === 'kept') return words.length === 1 ? null : 'One word is kept at a time.'
  return words.length >= 2 ? null : 'It needs at least two words.'
}

/** The words as they are stored. Throws Fault `invalid_input` if they are invalid in an entry of that kind. */
export function tidyWords(kind: SearchDictionaryKind, words: readonly string[]): string[] {
  const tidy = words.map((word) => word.replaceAll('\0', '').toWellFormed().replace(/\s+/g, ' ').trim())
  const problem = problemOf(kind, tidy)
  if (problem) throw invalidInput(problem)
  return tidy
}

/** The key by which entries are the same. */
export const keyOf = (kind: string, words: readonly string[]): string => {
  const forms = words.map(comparable)
  return [kind, ...(kind === 'same' ? forms.sort() : forms)].join('\n')
}
