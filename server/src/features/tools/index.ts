export { manifest, audience } from './manifest.ts'

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
export { approvalExpire } from './job-kinds.ts'
export { putGrant } from './approvals/grant-store.ts'
export { listToolApprovals, readToolApproval } from './approvals/tool-approvals.ts'
export { showStates } from './approvals/show-states.ts'
export { voidWaiting } from './approvals/void-waiting.ts'
export { changeCustomTool } from './custom/change-custom-tool.ts'
export { createCustomTool, listCustomTools, deleteCustomTool } from './custom/custom-tools.ts'
export { fetchToolDocument } from './custom/fetch-tool-document.ts'
export { tryCustomTool } from './custom/try-custom-tool.ts'
export { readCircumstances } from './policy/circumstances.ts'
export { judge, type Judgement, keyOf, taints } from './policy/judge.ts'
export { readToolPolicy, setToolPolicy } from './policy/tool-policies.ts'
export { findRules, replaceRules } from './policy/rule-store.ts'
export { fillServerPrompt, listServerPrompts } from './served/server-prompts.ts'
export { listServerResources, readServerResource } from './served/server-resources.ts'
export {
  approveServerTools,
  changeToolServer,
  listToolServers,
  deleteToolServer,
} from './servers/tool-servers.ts'
export { createToolServer } from './servers/create-tool-server.ts'
export { setOwnHeaders, signOutOfToolServer } from './servers/own-headers.ts'
export { beginToolSignIn, finishToolSignIn } from './servers/sign-in.ts'
export { topic as toolServerTopic } from './servers/server-topic.ts'
export { readToolServer, syncToolServer } from './servers/sync-tool-server.ts'
export { entriesHere } from './entries-here.ts'
export { offeredTools, toolsFor } from './tools-for.ts'

// Each mostly waits for another server.
