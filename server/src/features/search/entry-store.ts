import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Kept } from '#platform/database/partitions/keep-partitions.ts'
import { termVector } from '#platform/lexical/term-vector.ts'
import type { Scope } from '#kernel/scope.ts'

/** Entries partitioned by the month of their message; kept for this many months, forever if 0. */
export const partitionedEntries = (months: number): Kept => ({
  table: 'search_entries',
  every: 'month',
  ahead: 1,
  ...(months > 0 && {
    over: (now) => ({
      before: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, now.getUTCDate())),
    }),
  }),
})

export interface NewEntry {
  id: string
  conversationId: string
  saidAt: string
  /** Its terms and the marks of its place. */
  terms: string[]
}

/**
 * Stores entries, replacing existing ones. An entry with unchanged terms is not written: its row would be locked, and
 * its terms indexed again.
 */
export async function putEntries(tx: Transaction, scope: Scope, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  const column = <T>(valueOf: (entry: NewEntry) => T) => entries.map(valueOf)
  // Arrays, so that the statement is the same for any number.
  await sql`
    INSERT INTO search_entries (tenant_id, id, conversation_id, said_at, terms)
    SELECT ${scope.tenantId}::uuid, id, conversation_id, said_at, terms::tsvector
    FROM unnest(
      ${column(({ id }) => id)}::uuid[],
      ${column(({ conversationId }) => conversationId)}::uuid[],
      ${column(({ saidAt }) => saidAt)}::timestamptz[],
      ${column(({ terms }) => termVector(new Map(), terms))}::text[]
    ) AS entry (id, conversation_id, said_at, terms)
    WHERE NOT EXISTS (SELECT FROM search_entries AS stored
      WHERE stored.tenant_id = ${scope.tenantId} AND stored.id = entry.id AND stored.terms = entry.terms::tsvector)
    ON CONFLICT (tenant_id, id) DO UPDATE SET said_at = excluded.said_at, terms = excluded.terms`.execute(tx)
}

/** Deletes the entries of these conversations. */
export async function removeEntries(tx: Transaction, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  await tx.deleteFrom('search_entries').where('conversation_id', 'in', conversationIds).execute()
}

/** The number of entries that are scanned for a page; a page of older ones continues from there. */
const ENTRIES_MAX = 500
/** After every id. */
const END = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

interface Wanted {
  readonly places: string
  readonly query: string
  /** Only entries before this id; the newest for null. */
  readonly before: string | null
}

/** The results: IDs of messages, or the conversation's own for its title. */
export interface Found {
  readonly byConversation: Map<string, string[]>
  /** Where matching older entries may continue; null if there are none. */
  readonly older: string | null
}

/** The newest entries that fit, by conversation. */
export async function findEntries(
  tx: Reader,
  scope: Scope,
  { places, query, before }: Wanted,
): Promise<Found> {
  const { rows } = await sql<{ entry_id: string; of_conversation: string }>`
    SELECT entry_id, of_conversation FROM search_entries_before(${scope.tenantId}::uuid,
      ${places}::tsquery, ${query}::tsquery, ${ENTRIES_MAX}, ${before ?? END}::uuid)`.execute(tx)
  const byConversation = new Map<string, string[]>()
  for (const { entry_id, of_conversation } of rows) {
    const entries = byConversation.get(of_conversation)
    if (entries) entries.push(entry_id)
    else byConversation.set(of_conversation, [entry_id])
  }
  const older = rows.length < ENTRIES_MAX ? null : (rows.at(-1)?.entry_id ?? null)
  for (const id of await foundBefore(tx, [...byConversation.keys()], { places, query, before }))
    byConversation.delete(id)
  return { byConversation, older }
}

/** Those of these conversations that an earlier page has listed: they have newer matching entries. */
async function foundBefore(
  tx: Reader,
  conversationIds: readonly string[],
  { places, query, before }: Wanted,
): Promise<string[]> {
  if (before === null || conversationIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT conversation_id AS id FROM search_entries
    WHERE conversation_id = ANY(${conversationIds}::uuid[]) AND id >= ${before}
      AND terms @@ (${places}::tsquery && ${query}::tsquery)`.execute(tx)
  return rows.map(({ id }) => id)
}
