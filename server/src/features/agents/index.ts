export { manifest, audience } from './manifest.ts'
export {
  answeringWithKnowledgeBases,
  type EquippedAgent,
  findAgent,
  findAgentNames,
  findAgents,
  findAnswering,
  findFirstAgent,
  handoffOf,
  proactiveMessagesOf,
  requireAgent,
  lockAgent,
  seesAgent,
  agentEventPayload,
} from './agent-store.ts'
export { changeAgent } from './change-agent.ts'
export { changeDraft } from './drafts/change-draft.ts'
export { compareVersions } from './versions/compare-versions.ts'
export { createKnowledgeBaseForAgents } from './create-knowledge-base-for-agents.ts'
export { createAgent, createOwnAgent } from './create-agent.ts'
export { deleteAgent } from './delete-agent.ts'
export { discardDraft } from './drafts/discard-draft.ts'
export { exportAgent } from './files/export-agent.ts'
export { importAgent } from './files/import-agent.ts'
export { listTemplates } from './templates/list-templates.ts'
export { listAgents } from './list-agents.ts'
export { listVersions } from './versions/list-versions.ts'
export { promptOf } from './prompt.ts'
export { publishDraft } from './versions/publish-draft.ts'
export { readAgent } from './read-agent.ts'
export { diffLines } from './versions/diff-lines.ts'
export { publishInstructions } from './versions/publish-configuration.ts'
export { readDraft } from './drafts/read-draft.ts'
export { readFirstSteps } from './guide/read-first-steps.ts'
export { readVersion } from './versions/read-version.ts'
export { restoreVersion } from './versions/restore-version.ts'
export { type EndedReply } from './ended-reply.ts'
export { proactiveCheckScan } from './job-kinds.ts'
export { setAdaptation } from './set-adaptation.ts'
export { setAgentHandoff } from './set-agent-handoff.ts'
export { setProactiveMessages } from './set-proactive-messages.ts'
export { undoVersion } from './versions/undo-version.ts'
