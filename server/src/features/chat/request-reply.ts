import { uuidv7 } from 'uuidv7'
import { type EquippedAgent, findAgent } from '#features/agents/index.ts'
import {
  type ConversationRow,
  heardBy,
  insertMessages,
  insertReply,
  type MessageRow,
  type NewMessage,
  type ReplyRow,
  toReply,
  updateConversation,
} from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { announceBegun } from './announce-begun.ts'
import { readHistory } from './reply-history.ts'
import { replyWrite } from './reply-job.ts'
import type { BegunReply } from './start-reply.ts'

interface Turn {
  /** The conversation, locked by this transaction. */
  conversation: ConversationRow
  /** What a person says now; null when only another answer to `parentId` is wanted. */
  said: Pick<NewMessage, 'author' | 'parts' | 'clientId'> | null
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
export async function storeTurn(context: CommandContext, turn: Turn): Promise<StoredTurn> {
  const { tx, scope } = context
  const { conversation, said, title } = turn
  const agent = conversation.agent_id ? await findAgent(tx, conversation.agent_id) : null
  if (!said && !agent)
    throw new Fault('precondition_failed', 'No agent answers in this conversation; choose one first.')

  const messages = messagesOf(turn, agent)
  const answerId = agent ? messages.at(-1)?.id : undefined
  const replyId = uuidv7()
  const isFirstInLine = agent !== null && conversation.active_reply_id === null
  // A reply that nothing is before is begun right here, when the job to write it stays in this process.
  const isBegun = isFirstInLine && scope.app.wake.takesJobs
  // Sent together: none needs another's answer, and a reply's message is stored before it.
  const [rows, reply, , earlier] = await Promise.all([
    insertMessages(tx, scope, messages),
    agent && answerId
      ? insertReply(tx, scope, {
          id: replyId,
          conversationId: conversation.id,
          messageId: answerId,
          agentId: agent.id,
          controlEpoch: conversation.control_epoch,
          isBegun,
        })
      : null,
    updateConversation(tx, conversation.id, {
      last_seq: conversation.last_seq + messages.length,
      head_message_id: messages.at(-1)?.id ?? null,
      ...(isFirstInLine && { active_reply_id: replyId }),
      ...(title !== undefined && { title }),
    }),
    isBegun ? readHistory(tx, conversation.id, turn.parentId) : [],
  ])
  const message = said ? (rows[0] ?? null) : null
  announceTurn(context, conversation, message, reply)
  if (isBegun && reply) {
    const history = message ? [message, ...earlier] : earlier
    const begun: BegunReply = { reply: toReply(reply), controlEpoch: reply.control_epoch, agent, history }
    announceBegun(context, conversation, reply)
    context.enqueue(replyWrite, { replyId }, { known: begun })
  } else if (isFirstInLine) context.enqueue(replyWrite, { replyId })
  return { message, reply }
}

/** The rows of a turn: what was said, and the empty message that its answer will fill. */
function messagesOf({ conversation, said, parentId }: Turn, agent: EquippedAgent | null): NewMessage[] {
  const question: NewMessage[] = said
    ? [
        {
          ...said,
          id: uuidv7(),
          conversationId: conversation.id,
          seq: conversation.last_seq + 1,
          parentId,
          role: 'user',
        },
      ]
    : []
  if (!agent) return question
  const answer: NewMessage = {
    id: uuidv7(),
    conversationId: conversation.id,
    seq: conversation.last_seq + question.length + 1,
    parentId: question[0]?.id ?? parentId,
    author: { kind: 'agent', id: agent.id, name: agent.name },
    role: 'assistant',
    parts: [],
  }
  return [...question, answer]
}

function announceTurn(
  { emit }: CommandContext,
  conversation: ConversationRow,
  message: MessageRow | null,
  reply: ReplyRow | null,
) {
  const audience = heardBy(conversation)
  if (message)
    emit({ type: 'message.created', payload: { ...audience, messageId: message.id, seq: message.seq } })
  if (reply)
    emit({
      type: 'reply.requested',
      payload: { ...audience, messageId: reply.message_id, replyId: reply.id },
    })
}
