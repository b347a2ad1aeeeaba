import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentDraft } from '#contract/shapes/agent-version.ts'
import { query } from '#kernel/use-case.ts'
import { showDraft } from './show-draft.ts'

/** Shows an agent as it is being changed: what is published, with what is not yet. */
export const readDraft = query({
  name: 'agent-draft.read',
  permission: 'agent:write',
  input: AgentRef,
  output: AgentDraft,
  run: ({ tx, scope }, { agentId }) => showDraft(tx, scope, agentId),
})
