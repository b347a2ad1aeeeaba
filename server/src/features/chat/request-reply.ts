import { type EquippedAgent, requireAgent } from '#features/agents/index.ts'
import {
  type ConversationRow,
  heardBy,
  insertMessages,
  insertReply,
  type MessageRow,
  type ReplyRow,
  updateConversation,
} from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { replyWrite } from './reply-job.ts'

interface Turn {
  /** The conversation, locked by this transaction. */
  conversation: ConversationRow
  /** What a person says now; null when only another answer to `parentId` is wanted. */
  said: Pick<Parameters<typeof insertMessages>[2][number], 'author' | 'parts' | 'clientId'> | null
  parentId: string | null
  title?: string
}

interface StoredTurn {
  message: MessageRow | null
  reply: ReplyRow | null
}

/**
 * Stores what was said and, when an agent answers here, the answer's empty message and its reply, all in the
 * caller's transaction. The reply begins at once, or after those that were requested before it.
 */
export async function storeTurn(
  context: CommandContext,
  { conversation, said, parentId, title }: Turn,
): Promise<StoredTurn> {
  const { tx, scope, emit } = context
  const agent = await findAnswering(context, conversation)
  if (!said && !agent)
    throw new Fault('precondition_failed', 'No agent answers in this conversation; choose one first.')

  const rows = await insertMessages(tx, scope, [
    ...(said
      ? [
          {
            ...said,
            conversationId: conversation.id,
            seq: conversation.last_seq + 1,
            parentId,
            role: 'user' as const,
          },
        ]
      : []),
    ...(agent
      ? [
          {
            conversationId: conversation.id,
            seq: conversation.last_seq + (said ? 2 : 1),
            parentId,
            author: { kind: 'agent', id: agent.id, name: agent.name },
            role: 'assistant' as const,
            parts: [],
          },
        ]
      : []),
  ])
  const message = said ? (rows[0] ?? null) : null
  const answer = agent ? rows.at(-1) : undefined
  const reply =
    agent && answer
      ? await insertReply(tx, scope, {
          conversationId: conversation.id,
          messageId: answer.id,
          agentId: agent.id,
          controlEpoch: conversation.control_epoch,
        })
      : null
  const isFirstInLine = reply !== null && conversation.active_reply_id === null
  await updateConversation(tx, conversation.id, {
    last_seq: conversation.last_seq + rows.length,
    head_message_id: rows.at(-1)?.id ?? null,
    ...(isFirstInLine && { active_reply_id: reply.id }),
    ...(title !== undefined && { title }),
  })

  if (message)
    emit({
      type: 'message.created',
      payload: { ...heardBy(conversation), messageId: message.id, seq: message.seq },
    })
  if (reply) {
    emit({
      type: 'reply.requested',
      payload: { ...heardBy(conversation), messageId: reply.message_id, replyId: reply.id },
    })
    if (isFirstInLine) context.enqueue(replyWrite, { replyId: reply.id })
  }
  return { message, reply }
}

/** The agent that answers in a conversation, or null when none was chosen or the chosen one was deleted. */
async function findAnswering(
  { tx }: CommandContext,
  conversation: ConversationRow,
): Promise<EquippedAgent | null> {
  if (!conversation.agent_id) return null
  try {
    return await requireAgent(tx, conversation.agent_id)
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}
