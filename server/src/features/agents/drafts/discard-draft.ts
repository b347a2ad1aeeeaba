import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentDraft } from '#contract/shapes/agent-version.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent, agentEventPayload } from '../agent-store.ts'
import { dropDraft } from './draft-store.ts'
import { showDraft } from './show-draft.ts'

/** Takes back all that is changed of an agent and not published. */
export const discardDraft = command({
  name: 'agent-draft.discard',
  permission: 'agent:write',
  input: AgentRef,
  output: AgentDraft,
  async run({ tx, scope, emit }, { agentId }) {
    const agent = await lockAgent(tx, scope, agentId)
    await dropDraft(tx, agentId)
    emit({ type: 'agent.drafted', payload: agentEventPayload(agent) })
    return showDraft(tx, scope, agentId)
  },
})
