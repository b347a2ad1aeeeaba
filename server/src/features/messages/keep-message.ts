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
 * Stores what was said where a client keeps its conversation by itself, and asks nobody for an answer. Where people have
 * to do with it, or its owner may not say anything, nothing is kept: only what was said there is its record.
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

/** Whatever it is said to be, the owner's client said it: no agent of ours, not the system, and no operator. */
const authorOf = (
  { owner_kind: kind, owner_id: id }: LockedConversation,
  role: NewMessage['role'],
  name: string,
): NewMessage['author'] =>
  role === 'user' ? { kind, id, name } : { kind, id: null, name: `${name.slice(0, 80)} (client)` }
