import { ToolApproval, ToolApprovalRef } from '#contract/shapes/tool-consent.ts'
import { query } from '#kernel/use-case.ts'
import { toApproval } from './approval.ts'
import { requireApproval } from './approval-store.ts'

/** Shows a tool call that waits or waited for consent. */
export const readToolApproval = query({
  name: 'tool-approval.read',
  permission: 'conversation:read',
  input: ToolApprovalRef,
  output: ToolApproval,
  run: async ({ tx, scope }, { toolApprovalId }) =>
    toApproval(await requireApproval(tx, scope, toolApprovalId)),
})
