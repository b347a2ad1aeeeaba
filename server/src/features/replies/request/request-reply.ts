import { uuidv7 } from 'uuidv7'
import type { EquippedAgent } from '#features/agents/index.ts'
import {
  advanceConversation,
  type ConversationRow,
  audiencePayload,
  insertMessages,
  insertReply,
  type LockedConversation,
  mayWriteIn,
  type MessageRow,
  messageRow,
  movedPosition,
  type NewMessage,
  type ReplyRow,
  replyRow,
  toReply,
} from '#features/conversations/index.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { voidWaiting } from '#features/tools/index.ts'
import { Fault, impossible } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { hasUntrustedText, type Newest } from '../history/untrusted-text.ts'
import { announceBegun } from './announce-begun.ts'
import { readHistory } from '../history/reply-history.ts'
import { replyWrite } from '../job-kinds.ts'
import type { BegunReply } from '../start-reply.ts'
import { replyParticipantIds } from './reply-participants.ts'
import { rememberedOf } from '../summaries/remembered.ts'
import { newestSummaries, type SummaryRow } from '../summaries/summary-store.ts'

interface Turn {
  conversation: LockedConversation
  /** The agent that answers here, as read under the conversation's lock; null for none. */
  agent: EquippedAgent | null
  /** The end of the conversation, if it was read with the lock. */
  newest?: Newest
  /** Its newest summaries, if they were read with the lock. */
  summaries?: readonly SummaryRow[]
  /** The new message of a person; null if only another answer to `parentId` is wanted. */
  said: Pick<NewMessage, 'author' | 'parts' | 'clientId'> | null
  parentId: string | null
  /** Whether the visible branch continues with this. Defaults to true. */
  isShown?: boolean
  /** Whether it continues from approved calls. Everything else abandons them. */
  isGoingOn?: boolean
  title?: string
}

interface StoredTurn {
  message: MessageRow | null
  reply: ReplyRow | null
}

/**
 * Stores a message and, if an agent answers here, the answer's empty message and its reply, all in the caller's
 * transaction. The reply starts immediately, or after those that were requested before it.
 */
export async function storeTurn(context: CommandContext, turn: Turn): Promise<StoredTurn> {
  const { scope, send } = context
  const { conversation, said } = turn
  if (said && !mayWriteIn(conversation, scope.actor.id)) throw notTheirs()
  const agent = mayAnswer(conversation) ? turn.agent : null
  const isFirstInLine = conversation.active_reply_id === null
  // A reply that is first in line is started right here if the job to write it stays in this process.
  const isBegun = isFirstInLine && scope.app.wake.takes(replyWrite.name)
  if (!said && !mayAnswer(conversation))
    throw new Fault('precondition_failed', 'A person answers in this conversation.', { reason: 'held' })
  if (!said && !agent)
    throw new Fault('precondition_failed', 'No agent answers in this conversation; choose one first.')
  if (!turn.isGoingOn) await voidWaiting(context, conversation)
  if (agent) await requireQuota(context, { messagesPerMonth: 1, tokensPerMonth: 0 })

  const rows = messagesOf({ ...turn, agent }).map((message) => messageRow(scope, message, conversation.now))
  const message = said ? (rows[0] ?? null) : null
  const told = agent && isBegun ? await recall(context, turn, message) : null
  const reply = agent ? replyOf(scope, conversation, agent, rows.at(-1), isBegun) : null
  send(insertMessages(rows))
  if (reply) send(insertReply(reply))
  send(
    advanceConversation({
      id: conversation.id,
      lastSeq: conversation.last_seq + rows.length,
      headId: turn.isShown === false ? conversation.head_message_id : (rows.at(-1)?.id ?? null),
      replyId: reply?.id ?? null,
      title: turn.title ?? null,
    }),
  )
  // The author of a message has read everything before it, except an answer that is still being written.
  if (message && isFirstInLine) send(movedPosition(scope, conversation.id, message.seq))
  announceTurn(context, conversation, message, reply)
  if (reply && agent && told) {
    const begun: BegunReply = {
      reply: toReply(reply),
      controlEpoch: reply.control_epoch,
      confirmedAt: performance.now(),
      agent,
      ...told,
      inInbox: conversation.in_inbox,
      ownerId: conversation.owner_id,
      projectId: conversation.project_id,
      participants: replyParticipantIds(conversation, agent, told.history),
    }
    context.enqueue(replyWrite, asked(reply), { known: begun, isBegun: true })
  } else if (reply && isFirstInLine) context.enqueue(replyWrite, asked(reply))
  return { message, reply }
}

const asked = ({ id, conversation_id }: ReplyRow) => ({ replyId: id, conversationId: conversation_id })

/**
 * Only the owner and the editors of its project write as the owner. Others who help them answer under their own name.
 */
const notTheirs = () =>
  new Fault(
    'precondition_failed',
    'This conversation belongs to another person: answer from the inbox (inbox.answer).',
    {
      reason: 'answer-in-inbox',
    },
  )

/**
 * Whether an agent may answer here. Only agents request replies, so none is written while a person has the
 * conversation.
 */
const mayAnswer = ({ assignee_kind }: ConversationRow): boolean => assignee_kind === 'agent'

/** The part of the conversation that an answer sees: the new message and the branch that it follows. */
async function recall(
  { tx }: CommandContext,
  { conversation, parentId, newest, summaries }: Turn,
  message: MessageRow | null,
) {
  const [path, known] = await Promise.all([
    readHistory(tx, conversation.id, parentId, newest?.messages),
    summaries ?? newestSummaries(tx, conversation.id),
  ])
  const { history, summary } = rememberedOf(path, known)
  const told = { history: message ? [message, ...history] : history, summary: summary?.text ?? null }
  return { ...told, isTainted: await hasUntrustedText(tx, conversation.id, told, newest) }
}

function replyOf(
  scope: Scope,
  conversation: LockedConversation,
  agent: EquippedAgent,
  answer: MessageRow | undefined,
  isBegun: boolean,
): ReplyRow {
  if (!answer) throw impossible('A reply was requested without a message for its answer.')
  const requested = {
    id: uuidv7(),
    conversationId: conversation.id,
    messageId: answer.id,
    agentId: agent.id,
    controlEpoch: conversation.control_epoch,
    isBegun,
  }
  return replyRow(scope, requested, conversation.now)
}

/** The rows of a turn: the new message, and the empty message that the answer will fill. */
function messagesOf({ conversation, agent, said, parentId }: Turn): NewMessage[] {
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
  context: CommandContext,
  conversation: ConversationRow,
  message: MessageRow | null,
  reply: ReplyRow | null,
) {
  const { emit } = context
  const audience = audiencePayload(conversation)
  if (message)
    emit({ type: 'message.created', payload: { ...audience, messageId: message.id, seq: message.seq } })
  if (reply?.state === 'running') announceBegun(context, conversation, reply)
  else if (reply)
    emit({
      type: 'reply.requested',
      payload: { ...audience, messageId: reply.message_id, replyId: reply.id },
    })
}
