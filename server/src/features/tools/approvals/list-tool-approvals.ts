import { ListToolApprovals, ToolApprovalPage } from '#contract/shapes/tool-consent.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toApproval } from './approval.ts'
import { pageOfApprovals } from './approval-store.ts'

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
