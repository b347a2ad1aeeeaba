import { Agent, SetProactiveMessages } from '#contract/shapes/agent.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent, showAgent, updateAgent, agentEventPayload } from './agent-store.ts'
import { proactiveCheckScan } from './job-kinds.ts'

/** Sets whether an agent may write first to people who agree, how soon and how often. */
export const setProactiveMessages = command({
  name: 'agent.set-proactive-messages',
  permission: 'agent:write',
  input: SetProactiveMessages,
  output: Agent,
  async run({ tx, scope, emit, enqueue }, { agentId, speaksFirst, afterMinutes, perDay, unansweredMax }) {
    const agent = await lockAgent(tx, scope, agentId)
    const { speaks_first: spokeFirst } = agent
    const set = {
      speaks_first: speaksFirst,
      proactive_after_minutes: afterMinutes,
      proactive_per_day: perDay,
      proactive_unanswered_max: unansweredMax,
    }
    await updateAgent(tx, agentId, withoutUndefined(set))
    emit({
      type: 'agent.proactive-messages-set',
      payload: { ...agentEventPayload(agent), speaksFirst: speaksFirst ?? spokeFirst },
    })
    if (speaksFirst && !spokeFirst) enqueue(proactiveCheckScan, { agentId, personId: null })
    return showAgent(tx, scope, agentId)
  },
})
