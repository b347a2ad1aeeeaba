import type { MessagePart } from '#contract/message-parts.ts'
import {
  changeParts,
  type ConversationRow,
  audiencePayload,
  labelConversation,
} from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type ApprovalRow, stateOf } from './approval.ts'
import { countPending } from './approval-store.ts'

/** Shows the outcome of approvals in their messages, under their conversation's lock, and announces it. */
export async function showStates(
  { tx, emit }: CommandContext,
  conversation: ConversationRow,
  rows: readonly ApprovalRow[],
  decidedBy: string | null = null,
): Promise<void> {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const shown = (part: MessagePart): MessagePart => {
    const row = part.type === 'tool-approval' ? byId.get(part.approvalId) : undefined
    return part.type === 'tool-approval' && row ? { ...part, state: stateOf(row), decidedBy } : part
  }
  for (const messageId of new Set(rows.map(({ message_id }) => message_id)))
    await changeParts(tx, messageId, (parts) => parts.map(shown))
  await labelConversation(tx, conversation.id, { pending_approvals: await countPending(tx, conversation.id) })
  for (const row of rows) {
    const state = stateOf(row)
    if (state !== 'pending')
      emit({
        type: 'tool-approval.settled',
        payload: {
          ...audiencePayload(conversation),
          messageId: row.message_id,
          toolApprovalId: row.id,
          tool: row.tool,
          state,
        },
      })
  }
}
