import { Agent, SetAgentHandoff } from '#contract/shapes/agent.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { storableJson } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { handoffOf, lockAgent, showAgent, updateAgent, agentEventPayload } from './agent-store.ts'

/** Sets when an agent hands a conversation to a person, and what it says then. */
export const setAgentHandoff = command({
  name: 'agent.set-handoff',
  permission: 'agent:write',
  input: SetAgentHandoff,
  output: Agent,
  async run({ tx, scope, emit }, { agentId, ...given }) {
    const agent = await lockAgent(tx, scope, agentId)
    const handoff = { ...handoffOf(agent), ...withoutUndefined(given) }
    await updateAgent(tx, agentId, { handoff: JSON.stringify(storableJson(handoff)) })
    emit({ type: 'agent.handoff-set', payload: agentEventPayload(agent) })
    return showAgent(tx, scope, agentId)
  },
})
