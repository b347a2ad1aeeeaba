import {
  type ConversationRow,
  audiencePayload,
  isFollowed,
  type ReplyRow,
} from '#features/conversations/index.ts'
import { approvalExpire, approvalsOfReply, insertApprovals, showStates } from '#features/tools/index.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { sealableJson } from '#platform/database/sealable.ts'
import type { ToolPause } from '#features/answers/index.ts'

/**
 * Keeps the calls that an answer ended with until somebody consents, in the transaction that ends it. Where more was said
 * meanwhile, nobody is asked.
 */
export async function askForConsent(
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
