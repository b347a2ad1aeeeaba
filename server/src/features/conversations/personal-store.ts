import { type Selectable, sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { ConversationRow } from './conversation-store.ts'

// Not a parameter, so that the partial index of visitors' messages applies.
const byVisitor = sql.lit('visitor')

/** Gives a visitor's conversations to another visitor and returns them. */
export const moveConversations = (
  tx: Transaction,
  fromId: string,
  toId: string,
): Promise<ConversationRow[]> =>
  tx
    .updateTable('conversations')
    .set({ owner_id: toId })
    .where('owner_id', '=', fromId)
    .where('owner_kind', '=', 'visitor')
    .returningAll()
    .execute()

/**
 * Changes the author of a visitor's messages to another visitor. A repeated client ID still returns the same message.
 */
export const moveWords = async (tx: Transaction, fromId: string, toId: string) =>
  void (await tx
    .updateTable('messages')
    .set({ author_id: toId })
    .where('author_id', '=', fromId)
    .where('author_kind', '=', byVisitor)
    .execute())

/** Moves a visitor's read positions to another visitor; both had read only their own conversations. */
export const movePositions = async (tx: Transaction, fromId: string, toId: string) =>
  void (await tx
    .updateTable('read_positions')
    .set({ reader_id: toId })
    .where('reader_id', '=', fromId)
    .execute())

/** Moves a visitor's uploads, and the cost of replies to them, to another visitor. */
export async function moveUploads(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await tx.updateTable('files').set({ owner_id: toId }).where('owner_id', '=', fromId).execute()
  await tx.updateTable('spent_replies').set({ owner_id: toId }).where('owner_id', '=', fromId).execute()
}

/** A visitor's uploads. */
export const filesOf = (tx: Reader, visitorId: string): Promise<Selectable<Schema['files']>[]> =>
  tx.selectFrom('files').selectAll().where('owner_id', '=', visitorId).orderBy('id').execute()

/** Deletes the rows of uploads whose bytes are gone. */
export async function forgetFiles(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('files').where('id', 'in', ids).execute()
}

/** The conversations that a visitor owns, the oldest first. */
export const ownConversationIds = async (tx: Reader, visitorId: string): Promise<string[]> =>
  (
    await tx
      .selectFrom('conversations')
      .select('id')
      .where('owner_id', '=', visitorId)
      .orderBy('id')
      .execute()
  ).map(({ id }) => id)

/** Conversations that a visitor owns, and those that somebody branched from their messages. */
export const conversationsWith = (tx: Reader, visitorId: string) =>
  tx
    .selectFrom('conversations')
    .where((eb) =>
      eb.or([
        eb('owner_id', '=', visitorId),
        eb(
          'id',
          'in',
          eb
            .selectFrom('messages')
            .select('conversation_id')
            .where('author_id', '=', visitorId)
            .where('author_kind', '=', byVisitor),
        ),
      ]),
    )
    .orderBy('id')

export interface IdsOfVisitor {
  readonly conversationIds: readonly string[]
  readonly messageIds: readonly string[]
}

/** The conversations with messages of a visitor, and all messages in them. */
export async function idsOfVisitor(tx: Reader, visitorId: string): Promise<IdsOfVisitor> {
  const conversations = await conversationsWith(tx, visitorId).select('id').execute()
  const conversationIds = conversations.map(({ id }) => id)
  if (conversationIds.length === 0) return { conversationIds, messageIds: [] }
  const messages = await tx
    .selectFrom('messages')
    .select('id')
    .where(sql<boolean>`conversation_id = ANY(${conversationIds}::uuid[])`)
    .execute()
  return { conversationIds, messageIds: messages.map(({ id }) => id) }
}
