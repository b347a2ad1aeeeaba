import { AddDictionaryEntry, DictionaryEntry } from '#contract/shapes/dictionary.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { dictionaryChanged } from './dictionary-changed.ts'
import { countEntries, insertEntry } from './dictionary-store.ts'
import { ENTRIES_MAX, tidyWords, toEntry } from './entry.ts'

/** Teaches search a word that is kept whole, or words that mean the same. */
export const addDictionaryEntry = command({
  name: 'dictionary.add-entry',
  permission: 'knowledge:write',
  input: AddDictionaryEntry,
  output: DictionaryEntry,
  async run(context, { kind, words: given }) {
    const { tx, scope } = context
    const words = tidyWords(kind, given)
    if ((await countEntries(tx, scope)) >= ENTRIES_MAX)
      throw new Fault('limit_reached', `A dictionary holds ${ENTRIES_MAX.toLocaleString('en')} entries.`)
    const row = await insertEntry(tx, scope, { kind, words })
    await dictionaryChanged(context, { name: words.join(', '), isAboutKept: kind === 'kept' })
    return toEntry(row)
  },
})
