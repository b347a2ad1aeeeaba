export { type ApprovalRow, fingerprintOf, toApproval } from './approvals/approval.ts'
export {
  approvalsOfMessages,
  approvalsOfReply,
  decideApproval,
  expireApprovals,
  giveToReply,
  insertApprovals,
  requireApproval,
} from './approvals/approval-store.ts'
export { approvalExpire } from './approvals/expire-job.ts'
export { putGrant } from './approvals/grant-store.ts'
export { listToolApprovals } from './approvals/list-tool-approvals.ts'
export { readToolApproval } from './approvals/read-tool-approval.ts'
export { showStates } from './approvals/show-states.ts'
export { voidWaiting } from './approvals/void-waiting.ts'
export { audience } from './events.ts'
export { readCircumstances } from './policy/circumstances.ts'
export { judge, type Judgement, keyOf, taints } from './policy/judge.ts'
export { readToolPolicy } from './policy/read-tool-policy.ts'
export { findApprovalDays, findRules, replaceRules } from './policy/rule-store.ts'
export { setToolPolicy } from './policy/set-tool-policy.ts'
export { offeredTools, toolsFor } from './tools-for.ts'
