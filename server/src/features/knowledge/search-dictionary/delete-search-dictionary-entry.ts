import { SearchDictionaryEntryRef } from '#contract/shapes/search-dictionary.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { searchDictionaryChanged } from './search-dictionary-changed.ts'
import { deleteEntry, readEntryRow } from './search-dictionary-store.ts'

/** Has search forget what the search dictionary says of some words. */
export const deleteSearchDictionaryEntry = command({
  name: 'search-dictionary.delete-entry',
  permission: 'knowledge:write',
  input: SearchDictionaryEntryRef,
  async run(context, { searchDictionaryEntryId }): Promise<void> {
    const { tx, scope } = context
    const known = await readEntryRow(tx, scope, searchDictionaryEntryId)
    if (!known) throw notFound('search dictionary entry')
    await deleteEntry(tx, known.id)
    await searchDictionaryChanged(context, {
      name: known.words.join(', '),
      isAboutKept: known.kind === 'kept',
    })
  },
})
