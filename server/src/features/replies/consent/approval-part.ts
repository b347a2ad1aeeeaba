import type { MessagePart } from '#contract/message-parts.ts'
import type { ToolPause } from '#features/answers/index.ts'

/** How a call that waits for approval is shown in the answer that requested it. */
export const approvalPart = ({
  approvalId,
  callId,
  isTainted,
  personMayDecide,
  expiresAt,
}: ToolPause): MessagePart => ({
  type: 'tool-approval',
  approvalId,
  callId,
  state: 'pending',
  isTainted,
  personMayDecide,
  expiresAt,
  decidedBy: null,
})
