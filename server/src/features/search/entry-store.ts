import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { termVector } from '#platform/lexical/term-vector.ts'
import type { Scope } from '#kernel/scope.ts'

export interface NewEntry {
  id: string
  conversationId: string
  saidAt: string
  /** Its terms and the marks of its place. */
  terms: string[]
}

/** Stores entries, in place of those that were there. */
export async function putEntries(tx: Transaction, scope: Scope, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  const column = <T>(valueOf: (entry: NewEntry) => T) => entries.map(valueOf)
  // Arrays, so that it is the same statement however many there are.
  await sql`
    INSERT INTO search_entries (tenant_id, id, conversation_id, said_at, terms)
    SELECT ${scope.tenantId}::uuid, id, conversation_id, said_at, terms::tsvector
    FROM unnest(
      ${column(({ id }) => id)}::uuid[],
      ${column(({ conversationId }) => conversationId)}::uuid[],
      ${column(({ saidAt }) => saidAt)}::timestamptz[],
      ${column(({ terms }) => termVector(new Map(), terms))}::text[]
    ) AS entry (id, conversation_id, said_at, terms)
    ON CONFLICT (tenant_id, id) DO UPDATE SET said_at = excluded.said_at, terms = excluded.terms`.execute(tx)
}

/** Removes everything that these conversations are found by. */
export async function removeEntries(tx: Transaction, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  await tx.deleteFrom('search_entries').where('conversation_id', 'in', conversationIds).execute()
}

// What is beyond is older than anybody looks for by a word that is so common.
const ENTRIES_MAX = 2_000

/** The newest entries that fit, by conversation: ids of messages, or the conversation's own for its title. */
export async function findEntries(
  tx: Reader,
  scope: Scope,
  wanted: { places: string; query: string },
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ entry_id: string; of_conversation: string }>`
    SELECT entry_id, of_conversation FROM search_conversations(${scope.tenantId}::uuid,
      ${wanted.places}::tsquery, ${wanted.query}::tsquery, ${ENTRIES_MAX})`.execute(tx)
  const byConversation = new Map<string, string[]>()
  for (const { entry_id, of_conversation } of rows) {
    const entries = byConversation.get(of_conversation)
    if (entries) entries.push(entry_id)
    else byConversation.set(of_conversation, [entry_id])
  }
  return byConversation
}
