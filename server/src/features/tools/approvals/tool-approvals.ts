import {
  ListToolApprovals,
  ToolApprovalPage,
  ToolApproval,
  ToolApprovalRef,
} from '#contract/shapes/tool-consent.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toApproval } from './approval.ts'
import { pageOfApprovals, requireApproval } from './approval-store.ts'

/** Lists the tool calls that wait or waited for consent in conversations that one may see, the newest first. */
export const listToolApprovals = query({
  name: 'tool-approval.list',
  permission: 'conversation:read',
  input: ListToolApprovals,
  output: ToolApprovalPage,
  async run({ tx, scope }, { conversationId, state, limit, after }) {
    if (conversationId !== undefined) await requireVisible(tx, scope, conversationId)
    const rows = await pageOfApprovals(
      tx,
      scope,
      { conversationId, state },
      { limit: limit + 1, after: readCursor(after) },
    )
    return pageFrom(rows, limit, toApproval, (row) => ({ at: row.created_at.toISOString(), id: row.id }))
  },
})

/** Shows a tool call that waits or waited for consent. */
export const readToolApproval = query({
  name: 'tool-approval.read',
  permission: 'conversation:read',
  input: ToolApprovalRef,
  output: ToolApproval,
  run: async ({ tx, scope }, { toolApprovalId }) =>
    toApproval(await requireApproval(tx, scope, toolApprovalId)),
})
