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
export { changeAgent, createAgent, createOwnAgent, listAgents, readAgent, deleteAgent } from './agents.ts'
export { changeDraft, readDraft } from './drafts/drafts.ts'
export { compareVersions } from './versions/compare-versions.ts'
export { createKnowledgeBaseForAgents } from './create-knowledge-base-for-agents.ts'
export { discardDraft } from './drafts/discard-draft.ts'
export { exportAgent } from './files/export-agent.ts'
export { importAgent } from './files/import-agent.ts'
export { listTemplates } from './templates/list-templates.ts'
export { listVersions, readVersion, restoreVersion } from './versions/versions.ts'
export { promptOf } from './prompt.ts'
export { publishDraft } from './versions/publish-draft.ts'
export { diffLines } from './versions/diff-lines.ts'
export { publishInstructions } from './versions/publish-configuration.ts'
export { readFirstSteps } from './guide/read-first-steps.ts'
export { type EndedReply } from './ended-reply.ts'
export { proactiveCheckScan } from './job-kinds.ts'
export { setAdaptation } from './set-adaptation.ts'
export { setAgentHandoff } from './set-agent-handoff.ts'
export { setProactiveMessages } from './set-proactive-messages.ts'
export { undoVersion } from './versions/undo-version.ts'
