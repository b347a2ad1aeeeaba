import { ChangeDictionaryEntry, DictionaryEntry, DictionaryKind } from '#contract/shapes/dictionary.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { dictionaryChanged } from './dictionary-changed.ts'
import { readEntryRow, updateEntry } from './dictionary-store.ts'
import { tidyWords, toEntry } from './entry.ts'

/** Changes what the dictionary says of some words. */
export const changeDictionaryEntry = command({
  name: 'dictionary.change-entry',
  permission: 'knowledge:write',
  input: ChangeDictionaryEntry,
  output: DictionaryEntry,
  async run(context, { dictionaryEntryId, ...change }) {
    const { tx, scope } = context
    const known = await readEntryRow(tx, scope, dictionaryEntryId)
    if (!known) throw notFound('dictionary entry')
    const kind = change.kind ?? DictionaryKind.parse(known.kind)
    const words = tidyWords(kind, change.words ?? known.words)
    const row = await updateEntry(tx, known.id, { kind, words })
    const isAboutKept = kind === 'kept' || known.kind === 'kept'
    await dictionaryChanged(context, { name: words.join(', '), isAboutKept })
    return toEntry(row)
  },
})
