import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { ConversationRef, Message } from '#contract/shapes/conversation.ts'
import {
  advanceConversation,
  audiencePayload,
  insertMessages,
  type LockedConversation,
  lockVisible,
  messageRow,
  type NewMessage,
  toMessage,
} from '#features/conversations/index.ts'
import { refuseBlocked } from '#features/people/index.ts'
import { voidWaiting } from '#features/tools/index.ts'
import { forbidden } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import { storableText } from '#kernel/storable.ts'

const KeepMessage = ConversationRef.extend({
  role: z.enum(['user', 'assistant', 'system']),
  text: z.string().min(1).max(100_000),
  name: z.string().max(100).describe('Of whoever said it.'),
  title: z.string().trim().max(200).optional().describe('What a conversation without a title is called.'),
})

/**
 * Stores a message of a client that keeps its conversation itself, and requests no answer. Nothing is stored if people
 * are involved or the owner may not write: then only what was said here is the record.
 */
export const keepMessage = step(
  KeepMessage,
  async (context, { conversationId, role, text, name, title }): Promise<Message> => {
    const { tx, scope, send, emit } = context
    const conversation = await lockVisible(tx, scope, conversationId)
    const { owner_kind: kind, owner_id: id } = conversation
    await refuseBlocked(tx, { actor: { kind: kind === 'visitor' ? 'visitor' : 'member', id } })
    if (conversation.widget_id !== null || conversation.assignee_kind !== 'agent')
      throw forbidden('Messages cannot be stored in a conversation that people answer.')
    await voidWaiting(context, conversation)
    const message: NewMessage = {
      id: uuidv7(),
      conversationId,
      seq: conversation.last_seq + 1,
      parentId: conversation.head_message_id,
      author: authorOf(conversation, role, name),
      role,
      parts: [{ type: 'text', text: storableText(text) }],
    }
    const row = messageRow(scope, message, conversation.now)
    send(insertMessages([row]))
    send(
      advanceConversation({
        id: conversationId,
        lastSeq: row.seq,
        headId: row.id,
        replyId: null,
        title: conversation.title === '' && title ? storableText(title) : null,
      }),
    )
    emit({
      type: 'message.created',
      payload: { ...audiencePayload(conversation), messageId: row.id, seq: row.seq },
    })
    return toMessage(row, null, [row.id])
  },
)

/**
 * Whatever role the message claims, the owner's client wrote it: never one of our agents, the system or an operator.
 */
const authorOf = (
  { owner_kind: kind, owner_id: id }: LockedConversation,
  role: NewMessage['role'],
  name: string,
): NewMessage['author'] =>
  role === 'user' ? { kind, id, name } : { kind, id: null, name: `${name.slice(0, 80)} (client)` }
