import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { ApprovalState } from '#contract/message-parts.ts'
import type { ToolApproval } from '#contract/shapes/tool-consent.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import type { Schema } from '#platform/database/schema.ts'

export type ApprovalRow = Selectable<Schema['tool_approvals']>

export const stateOf = ({ state }: Pick<ApprovalRow, 'state'>): ApprovalState => state as ApprovalState

export const toApproval = (row: ApprovalRow): ToolApproval => ({
  id: row.id,
  conversationId: row.conversation_id,
  replyId: row.reply_id,
  messageId: row.message_id,
  callId: row.call_id,
  tool: row.tool,
  input: row.input,
  isTainted: row.is_tainted,
  personMayDecide: row.person_may_decide,
  state: stateOf(row),
  expiresAt: row.expires_at.toISOString(),
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

/** Distinguishes a tool from another with its name: the approval is for this one. */
export const fingerprintOf = ({
  name,
  listedAs,
  origin,
  description,
  inputSchema,
  fingerprint,
}: ExternalTool): string =>
  fingerprint ??
  createHash('sha256')
    .update(JSON.stringify([name, listedAs, origin, description, inputSchema]))
    .digest('hex')
