import { Agent, SetAdaptation } from '#contract/shapes/agent.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent, showAgent, updateAgent, agentEventPayload } from './agent-store.ts'

/** Sets whether and when an agent learns from its conversations, and whether it may change by itself. */
export const setAdaptation = command({
  name: 'agent.set-adaptation',
  permission: 'agent:write',
  input: SetAdaptation,
  output: Agent,
  async run({ tx, scope, emit }, { agentId, mode, everyMessages, aboveConfidence }) {
    const agent = await lockAgent(tx, scope, agentId)
    const set = { adapts: mode, adapts_every: everyMessages, adapts_above: aboveConfidence }
    await updateAgent(tx, agentId, withoutUndefined(set))
    emit({
      type: 'agent.adaptation-set',
      payload: { ...agentEventPayload(agent), mode: mode ?? agent.adapts },
    })
    return showAgent(tx, scope, agentId)
  },
})
