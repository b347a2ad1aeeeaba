import type { Selectable } from 'kysely'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { Schema } from '#platform/database/schema.ts'
import { type ReplyRow, toReply } from './reply.ts'

export type MessageRow = Selectable<Schema['messages']>

export const partsOf = (row: Pick<MessageRow, 'parts'>): MessagePart[] => row.parts as MessagePart[]

/** The whole text of a message, with an empty line between text parts; those of a split answer already end with one. */
export const textOf = (parts: readonly MessagePart[]): string =>
  parts
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .map((text, at, { length }) => (at === length - 1 || text.endsWith('\n\n') ? text : `${text}\n\n`))
    .join('')

export const toMessage = (row: MessageRow, reply: ReplyRow | null, siblingIds: string[]): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  parentId: row.parent_id,
  siblingIds,
  author: { kind: row.author_kind as Message['author']['kind'], id: row.author_id, name: row.author_name },
  role: row.role as Message['role'],
  parts: partsOf(row),
  clientId: row.client_id,
  reply: reply && toReply(reply),
  origin: row.origin as Message['origin'],
  createdAt: row.created_at.toISOString(),
})
