import { AddSearchDictionaryEntry, SearchDictionaryEntry } from '#contract/shapes/search-dictionary.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { searchDictionaryChanged } from './search-dictionary-changed.ts'
import { countEntries, insertEntry } from './search-dictionary-store.ts'
import { ENTRIES_MAX, tidyWords, toEntry } from './entry.ts'

/** Teaches search a word that is kept whole, or words that mean the same. */
export const addSearchDictionaryEntry = command({
  name: 'search-dictionary.add-entry',
  permission: 'knowledge:write',
  input: AddSearchDictionaryEntry,
  output: SearchDictionaryEntry,
  async run(context, { kind, words: given }) {
    const { tx, scope } = context
    const words = tidyWords(kind, given)
    if ((await countEntries(tx, scope)) >= ENTRIES_MAX)
      throw new Fault(
        'limit_reached',
        `A search dictionary can have at most ${ENTRIES_MAX.toLocaleString('en')} entries.`,
      )
    const row = await insertEntry(tx, scope, { kind, words })
    await searchDictionaryChanged(context, { name: words.join(', '), isAboutKept: kind === 'kept' })
    return toEntry(row)
  },
})
