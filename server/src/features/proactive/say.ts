import { uuidv7 } from 'uuidv7'
import {
  advanceConversation,
  type ConversationRow,
  audiencePayload,
  insertMessages,
  messageRow,
} from '#features/conversations/index.ts'
import { voidWaiting } from '#features/tools/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'

interface Said {
  agent: { id: string; name: string }
  text: string
  origin: 'proactive' | 'scheduled'
}

/**
 * Lets an agent write an unrequested message at the end of the visible branch. The row is locked. Like any message, it
 * voids pending approvals.
 */
export async function say(
  context: CommandContext,
  conversation: ConversationRow,
  { agent, text, origin }: Said,
): Promise<string> {
  const { scope, send, emit } = context
  await voidWaiting(context, conversation)
  const message = messageRow(
    scope,
    {
      id: uuidv7(),
      conversationId: conversation.id,
      seq: conversation.last_seq + 1,
      parentId: conversation.head_message_id,
      author: { kind: 'agent', id: agent.id, name: agent.name },
      role: 'assistant',
      parts: [{ type: 'text', text }],
      origin,
    },
    new Date(),
  )
  send(insertMessages([message]))
  send(
    advanceConversation({
      id: conversation.id,
      lastSeq: message.seq,
      headId: message.id,
      replyId: null,
      title: null,
    }),
  )
  emit({
    type: 'message.created',
    payload: { ...audiencePayload(conversation), messageId: message.id, seq: message.seq },
  })
  return message.id
}
