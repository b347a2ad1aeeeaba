import {
  AddSearchDictionaryEntry,
  SearchDictionaryEntry,
  ChangeSearchDictionaryEntry,
  SearchDictionaryKind,
  SearchDictionaryEntryRef,
} from '#contract/shapes/search-dictionary.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { command, type CommandContext } from '#kernel/use-case.ts'
import { knowledgeBaseReanalyse } from '../job-kinds.ts'
import { visibleKnowledgeBases } from '../visible.ts'
import {
  countEntries,
  insertEntry,
  readEntryRow,
  updateEntry,
  deleteEntry,
} from './search-dictionary-store.ts'
import { ENTRIES_MAX, tidyWords, toEntry } from './entry.ts'

/** Adds a protected word or synonyms to the search dictionary. */
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

/** Deletes an entry of the search dictionary. */
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

/** Announces a change of the search dictionary, and analyzes passages again if the protected words changed. */
export async function searchDictionaryChanged(
  { tx, scope, emit, enqueue }: CommandContext,
  { name, isAboutKept }: { name: string; isAboutKept: boolean },
): Promise<void> {
  emit({ type: 'search-dictionary.changed', payload: { name } })
  if (!isAboutKept) return
  const knowledgeBases = await visibleKnowledgeBases(tx, scope).select('id').execute()
  for (const { id } of knowledgeBases) enqueue(knowledgeBaseReanalyse, { knowledgeBaseId: id })
}
