import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { Reader } from '#platform/database/open.ts'
import { partsOf } from './message.ts'

/** The content and author of a message, without access checks: for background work. */
export interface SaidMessage {
  readonly id: string
  readonly conversationId: string
  readonly seq: number
  readonly role: Message['role']
  readonly author: Message['author']
  /** Its text, and the names of its files. */
  readonly text: string
  readonly parts: readonly MessagePart[]
  readonly saidAt: string
  readonly ownerId: string
  readonly inInbox: boolean
  readonly projectId: string | null
}

const said = (tx: Reader) =>
  tx
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select([
      'messages.id',
      'messages.conversation_id',
      'messages.seq',
      'messages.role',
      'messages.author_kind',
      'messages.author_id',
      'messages.author_name',
      'messages.parts',
      'messages.created_at',
      'conversations.owner_id',
      'conversations.in_inbox',
      'conversations.project_id',
    ])

type SaidRow = Awaited<ReturnType<ReturnType<typeof said>['executeTakeFirstOrThrow']>>

const toSaid = (row: SaidRow): SaidMessage => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  role: row.role as Message['role'],
  author: { kind: row.author_kind as Message['author']['kind'], id: row.author_id, name: row.author_name },
  text: partsOf(row)
    .flatMap((part) => (part.type === 'text' ? [part.text] : part.type === 'file' ? [part.name] : []))
    .join('\n\n'),
  parts: partsOf(row),
  saidAt: row.created_at.toISOString(),
  ownerId: row.owner_id,
  inInbox: row.in_inbox,
  projectId: row.project_id,
})

/** These messages, as far as they are there. */
export const findSaid = async (tx: Reader, ids: readonly string[]): Promise<SaidMessage[]> =>
  ids.length === 0 ? [] : (await said(tx).where('messages.id', 'in', ids).execute()).map(toSaid)

/** The messages of a conversation after a seq, in order. */
export const saidIn = async (
  tx: Reader,
  conversationId: string,
  { afterSeq, limit }: { afterSeq: number; limit: number },
): Promise<SaidMessage[]> =>
  (
    await said(tx)
      .where('messages.conversation_id', '=', conversationId)
      .where('messages.seq', '>', afterSeq)
      .orderBy('messages.seq')
      .limit(limit)
      .execute()
  ).map(toSaid)

export interface Title {
  readonly id: string
  readonly title: string
  readonly saidAt: string
  readonly ownerId: string
  readonly inInbox: boolean
  readonly projectId: string | null
}

/** The titles of these conversations, as far as they exist. */
export async function findTitles(tx: Reader, ids: readonly string[]): Promise<Title[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('conversations')
    .select(['id', 'title', 'owner_id', 'in_inbox', 'project_id', 'updated_at'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    saidAt: row.updated_at.toISOString(),
    ownerId: row.owner_id,
    inInbox: row.in_inbox,
    projectId: row.project_id,
  }))
}

/** Ids of conversations in their order, after one. */
export const conversationIdsAfter = async (
  tx: Reader,
  after: string | null,
  limit: number,
): Promise<string[]> => {
  const all = tx.selectFrom('conversations').select('id').orderBy('id').limit(limit)
  const rows = await (after === null ? all : all.where('id', '>', after)).execute()
  return rows.map(({ id }) => id)
}
