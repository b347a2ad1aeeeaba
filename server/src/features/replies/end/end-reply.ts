import type { Reply } from '#contract/shapes/conversation.ts'
import type { Composition, Ending, ToolPause } from '#features/answers/index.ts'
import {
  endOpenReply,
  lockConversation,
  partsOf,
  textOf,
  toReply,
  type ConversationRow,
  audiencePayload,
  isFollowed,
  type ReplyRow,
} from '#features/conversations/index.ts'
import { approvalExpire, approvalsOfReply, insertApprovals, showStates } from '#features/tools/index.ts'
import { step } from '#kernel/step.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { sealableJson } from '#platform/database/sealable.ts'
import { approvalPart } from '../consent/approval-part.ts'
import type { BegunReply } from '../start-reply.ts'
import { announceEnd, endOf } from './settle-reply.ts'

type Answer = Pick<Composition, 'parts' | 'searched' | 'liveHosts' | 'asked'>

interface EndOfReply {
  readonly begun: BegunReply
  /** As it was written so far. */
  readonly answer: Answer
  readonly ending: Ending
}

/**
 * Stores a finished answer and its end. Null if the writer may not: the conversation is gone, a person took over, or
 * another attempt has started.
 */
export const endReply = step(
  async (context, { begun, answer, ending }: EndOfReply): Promise<Reply | null> => {
    const { agent, history, reply, controlEpoch } = begun
    const { searched, liveHosts, asked } = answer
    const isCompleted = ending.state === 'completed'
    const parts = isCompleted ? [...answer.parts, ...asked.map(approvalPart)] : answer.parts
    const fence = { id: reply.conversationId, control_epoch: controlEpoch }
    // Sent together: the statement that ends the reply runs under the lock and checks attempt and epoch itself.
    const [conversation, settled] = await Promise.all([
      lockConversation(context.tx, fence.id),
      endOpenReply(context.tx, endOf(fence, reply, ending, parts, { searched, liveHosts }, agent.version)),
    ])
    if (!conversation || !settled) return null
    const question = textOf(partsOf(history.find(({ role }) => role === 'user') ?? { parts: [] }))
    announceEnd(context, conversation, settled, { agent, history, parts, question })
    if (isCompleted) await askForConsent(context, conversation, settled.ended, asked)
    return toReply(settled.ended)
  },
  { isAbout: ({ begun }) => begun.reply.conversationId },
)

/**
 * Stores the calls at the end of an answer until somebody approves them, in the transaction that ends it. If the
 * conversation has moved on, no approval is requested.
 */
async function askForConsent(
  context: CommandContext,
  conversation: ConversationRow,
  { id: replyId, message_id: messageId }: ReplyRow,
  asked: readonly ToolPause[],
): Promise<void> {
  if (asked.length === 0) return
  const { tx, scope, emit } = context
  const isLate = await isFollowed(tx, messageId)
  await insertApprovals(
    tx,
    asked.map((call) => ({
      tenant_id: scope.tenantId,
      id: call.approvalId,
      conversation_id: conversation.id,
      reply_id: replyId,
      message_id: messageId,
      call_id: call.callId,
      name: call.name,
      tool: call.tool,
      fingerprint: call.fingerprint,
      input: sealableJson(call.input),
      is_tainted: call.isTainted,
      person_may_decide: call.personMayDecide,
      state: isLate ? 'void' : 'pending',
      expires_at: call.expiresAt,
    })),
  )
  await showStates(context, conversation, await approvalsOfReply(tx, replyId))
  if (isLate) return
  for (const { approvalId, tool } of asked)
    emit({
      type: 'tool-approval.requested',
      payload: { ...audiencePayload(conversation), messageId, replyId, toolApprovalId: approvalId, tool },
    })
  const last = Math.max(...asked.map(({ expiresAt }) => Date.parse(expiresAt)))
  scheduleJob(context, approvalExpire, replyId, { replyId }, new Date(last))
}
