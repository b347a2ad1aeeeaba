import { DictionaryEntryRef } from '#contract/shapes/dictionary.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { dictionaryChanged } from './dictionary-changed.ts'
import { deleteEntry, readEntryRow } from './dictionary-store.ts'

/** Has search forget what the dictionary says of some words. */
export const deleteDictionaryEntry = command({
  name: 'dictionary.delete-entry',
  permission: 'knowledge:write',
  input: DictionaryEntryRef,
  async run(context, { dictionaryEntryId }): Promise<void> {
    const { tx, scope } = context
    const known = await readEntryRow(tx, scope, dictionaryEntryId)
    if (!known) throw notFound('dictionary entry')
    await deleteEntry(tx, known.id)
    await dictionaryChanged(context, { name: known.words.join(', '), isAboutKept: known.kind === 'kept' })
  },
})
