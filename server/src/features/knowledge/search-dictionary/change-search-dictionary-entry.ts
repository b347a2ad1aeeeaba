import {
  ChangeSearchDictionaryEntry,
  SearchDictionaryEntry,
  SearchDictionaryKind,
} from '#contract/shapes/search-dictionary.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { searchDictionaryChanged } from './search-dictionary-changed.ts'
import { readEntryRow, updateEntry } from './search-dictionary-store.ts'
import { tidyWords, toEntry } from './entry.ts'

/** Changes what the search dictionary says of some words. */
export const changeSearchDictionaryEntry = command({
  name: 'search-dictionary.change-entry',
  permission: 'knowledge:write',
  input: ChangeSearchDictionaryEntry,
  output: SearchDictionaryEntry,
  async run(context, { searchDictionaryEntryId, ...change }) {
    const { tx, scope } = context
    const known = await readEntryRow(tx, scope, searchDictionaryEntryId)
    if (!known) throw notFound('search dictionary entry')
    const kind = change.kind ?? SearchDictionaryKind.parse(known.kind)
    const words = tidyWords(kind, change.words ?? known.words)
    const row = await updateEntry(tx, known.id, { kind, words })
    const isAboutKept = kind === 'kept' || known.kind === 'kept'
    await searchDictionaryChanged(context, { name: words.join(', '), isAboutKept })
    return toEntry(row)
  },
})
