import { type Selectable, sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { ConversationRow } from './conversation-store.ts'

// Not a parameter, so that the index of what visitors said fits.
const byVisitor = sql.lit('visitor')

/** Gives a visitor's conversations to another; answers them. */
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

/** Lets another visitor have said what one said. A repeated client id gives the same message back all the same. */
export const moveWords = async (tx: Transaction, fromId: string, toId: string) =>
  void (await tx
    .updateTable('messages')
    .set({ author_id: toId })
    .where('author_id', '=', fromId)
    .where('author_kind', '=', byVisitor)
    .execute())

/** How far a visitor has read, as another's; both had read only their own. */
export const movePositions = async (tx: Transaction, fromId: string, toId: string) =>
  void (await tx
    .updateTable('read_positions')
    .set({ reader_id: toId })
    .where('reader_id', '=', fromId)
    .execute())

/** A visitor's uploads, and what the replies to them cost, as another's. */
export async function moveUploads(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await tx.updateTable('files').set({ owner_id: toId }).where('owner_id', '=', fromId).execute()
  await tx.updateTable('spent_replies').set({ owner_id: toId }).where('owner_id', '=', fromId).execute()
}

const BLANKED_AT_ONCE = 500

/** Takes the words and the name out of messages of a visitor that stand in somebody else's conversation. */
export async function blankMessages(tx: Transaction, visitorId: string): Promise<number> {
  const rows = await tx
    .updateTable('messages')
    .set({ parts: sql<string>`'[]'::jsonb`, author_name: '', author_id: null, client_id: null })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('messages')
        .select('id')
        .where('author_id', '=', visitorId)
        .where('author_kind', '=', byVisitor)
        .limit(BLANKED_AT_ONCE),
    )
    .returning('id')
    .execute()
  return rows.length
}

/** A visitor's uploads. */
export const filesOf = (tx: Reader, visitorId: string): Promise<Selectable<Schema['files']>[]> =>
  tx.selectFrom('files').selectAll().where('owner_id', '=', visitorId).orderBy('id').execute()

/** Forgets uploads, whose bytes are gone. */
export async function forgetFiles(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('files').where('id', 'in', ids).execute()
}

export interface OwnIds {
  readonly conversationIds: readonly string[]
  /** All messages of these conversations, and what the visitor said in others. */
  readonly messageIds: readonly string[]
}

/** What a visitor owns and said, by ids. */
export async function idsOfVisitor(tx: Reader, visitorId: string): Promise<OwnIds> {
  const own = tx.selectFrom('conversations').select('id').where('owner_id', '=', visitorId)
  const [conversations, messages] = await Promise.all([
    own.execute(),
    tx
      .selectFrom('messages')
      .select('id')
      .where((eb) =>
        eb.or([
          eb('conversation_id', 'in', own),
          eb.and([eb('author_id', '=', visitorId), eb('author_kind', '=', byVisitor)]),
        ]),
      )
      .execute(),
  ])
  return { conversationIds: conversations.map(({ id }) => id), messageIds: messages.map(({ id }) => id) }
}
