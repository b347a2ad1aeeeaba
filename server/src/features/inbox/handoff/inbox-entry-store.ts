import type { Selectable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Page } from '#contract/page.ts'
import type { InboxEntry, InboxSummary, HandoffReason } from '#contract/shapes/inbox.ts'
import type { AssigneeRef } from '#features/conversations/index.ts'
import { findPeopleNames } from '#features/people/index.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { olderThan } from '#platform/database/older-than.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableJson, sealableText } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import { toAssignee } from './assignee.ts'

export type InboxEntryRow = Selectable<Schema['inbox_entries']>

interface NewEntry {
  conversationId: string
  kind: InboxEntry['kind']
  author: { kind: string; id: string | null; name: string }
  text: string
  replyId?: string
  from?: AssigneeRef
  to?: AssigneeRef
  why?: HandoffReason
  summary?: InboxSummary
  /** Defaults to now. */
  at?: Date
}

/** Adds an inbox entry to a conversation; null if there is already a draft of that reply. */
export const insertEntry = async (
  tx: Transaction,
  scope: Scope,
  { conversationId, kind, author, text, replyId, from, to, why, summary, at }: NewEntry,
): Promise<InboxEntryRow | null> =>
  (await tx
    .insertInto('inbox_entries')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      conversation_id: conversationId,
      kind,
      author_kind: author.kind,
      author_id: author.id,
      author_name: author.name,
      text: sealableText(text),
      reply_id: replyId ?? null,
      from_kind: from?.kind ?? null,
      from_id: from?.memberId ?? null,
      to_kind: to?.kind ?? null,
      to_id: to?.memberId ?? null,
      why: why ?? null,
      summary: summary ? sealableJson(summary) : null,
      ...(at && { created_at: at }),
    })
    .onConflict((on) => on.doNothing())
    .returningAll()
    .executeTakeFirst()) ?? null

/** The entry, or Fault `not_found`; the caller checks whether its conversation is visible. */
export async function requireEntry(tx: Reader, id: string): Promise<InboxEntryRow> {
  const row = await tx.selectFrom('inbox_entries').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('entry')
  return row
}

export const removeEntry = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.deleteFrom('inbox_entries').where('id', '=', id).execute())

export const removeSummaries = async (tx: Transaction, conversationId: string): Promise<void> =>
  void (await tx
    .deleteFrom('inbox_entries')
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'summary')
    .execute())

/** The inbox entries of a conversation, newest first. */
export async function pageOfEntries(
  tx: Reader,
  conversationId: string,
  { limit, after }: { limit: number; after: string | undefined },
): Promise<Page<InboxEntryRow>> {
  let select = tx
    .selectFrom('inbox_entries')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  const cursor = readCursor(after, byTime)
  if (cursor) select = select.where(olderThan('created_at', cursor))
  return pageFrom(
    await select.execute(),
    limit,
    (row) => row,
    (row) => ({ at: row.created_at.toISOString(), id: row.id }),
  )
}

/** Entries as the contract shows them. */
export async function showEntries(tx: Reader, rows: readonly InboxEntryRow[]): Promise<InboxEntry[]> {
  const names = await findPeopleNames(
    tx,
    rows.flatMap(({ from_id, to_id }) => [from_id, to_id].filter((id) => id !== null)),
  )
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    kind: row.kind as InboxEntry['kind'],
    author: {
      kind: row.author_kind as InboxEntry['author']['kind'],
      id: row.author_id,
      name: row.author_name,
    },
    text: row.text,
    replyId: row.reply_id,
    from: toAssignee(row.from_kind, row.from_id, names),
    to: toAssignee(row.to_kind, row.to_id, names),
    why: row.why as InboxEntry['why'],
    summary: row.summary as InboxEntry['summary'],
    createdAt: row.created_at.toISOString(),
  }))
}
