import { type Selectable, sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { SearchDictionaryKind } from '#contract/shapes/search-dictionary.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { SearchDictionary } from '#platform/lexical/search-dictionary.ts'
import { type KeptWords, keepWords } from '#platform/lexical/kept-words.ts'
import { openSynonyms } from '#platform/lexical/synonyms.ts'
import type { Scope } from '#kernel/scope.ts'
import { groupOf } from './entry.ts'

export type SearchDictionaryRow = Selectable<Schema['search_dictionary_entries']>

/** The entries that this actor may see: those of the tenant. */
export const visibleEntries = (tx: Reader, scope: Scope) =>
  tx.selectFrom('search_dictionary_entries').where('search_dictionary_entries.tenant_id', '=', scope.tenantId)

/** All that the tenant's search dictionary says, ready to be used. */
export async function readSearchDictionary(tx: Reader, scope: Scope): Promise<SearchDictionary> {
  const rows = await visibleEntries(tx, scope).select(['kind', 'words']).execute()
  const kept = rows.filter(({ kind }) => kind === 'kept')
  const groups = rows.filter(({ kind }) => kind !== 'kept')
  return { kept: keepWords(kept.flatMap(({ words }) => words)), synonyms: openSynonyms(groups.map(groupOf)) }
}

/** The protected words. */
export async function readKeptWords(tx: Reader, scope: Scope): Promise<KeptWords> {
  const rows = await visibleEntries(tx, scope).select('words').where('kind', '=', 'kept').execute()
  return keepWords(rows.flatMap(({ words }) => words))
}

export const readEntryRow = (
  tx: Reader,
  scope: Scope,
  id: string,
): Promise<SearchDictionaryRow | undefined> =>
  visibleEntries(tx, scope).selectAll().where('id', '=', id).executeTakeFirst()

export const insertEntry = (
  tx: Transaction,
  scope: Scope,
  { kind, words }: { kind: SearchDictionaryKind; words: string[] },
): Promise<SearchDictionaryRow> =>
  tx
    .insertInto('search_dictionary_entries')
    .values({ tenant_id: scope.tenantId, id: uuidv7(), kind, words })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateEntry = (
  tx: Transaction,
  id: string,
  change: Pick<Updateable<Schema['search_dictionary_entries']>, 'kind' | 'words'>,
): Promise<SearchDictionaryRow> =>
  tx
    .updateTable('search_dictionary_entries')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const deleteEntry = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('search_dictionary_entries').where('id', '=', id).execute())

export const countEntries = async (tx: Reader, scope: Scope): Promise<number> =>
  (
    await visibleEntries(tx, scope)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count
