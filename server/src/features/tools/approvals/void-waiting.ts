import type { ConversationRow } from '#features/conversations/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { voidApprovals } from './approval-store.ts'
import { approvalExpire } from '../job-kinds.ts'
import { showStates } from './show-states.ts'

/**
 * Voids the pending approvals of a conversation, under its lock: it has continued, or somebody else has it. Costs
 * nothing if none is pending.
 */
export async function voidWaiting(context: CommandContext, conversation: ConversationRow): Promise<void> {
  if (conversation.pending_approvals === 0) return
  const rows = await voidApprovals(context.tx, conversation.id)
  for (const replyId of new Set(rows.map(({ reply_id }) => reply_id)))
    cancelScheduledJob(context, approvalExpire, replyId)
  await showStates(context, conversation, rows)
}
