import { Agent, SetAgentInitiative } from '#contract/shapes/agent.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent, showAgent, updateAgent, toldOf } from './agent-store.ts'
import { initiativeSurvey } from './survey-job.ts'

/** Sets whether an agent may speak first to people who agree, how soon and how often. */
export const setAgentInitiative = command({
  name: 'agent.set-initiative',
  permission: 'agent:write',
  input: SetAgentInitiative,
  output: Agent,
  async run({ tx, scope, emit, enqueue }, { agentId, speaksFirst, afterMinutes, perDay, unansweredMax }) {
    const agent = await lockAgent(tx, scope, agentId)
    const { speaks_first: spokeFirst } = agent
    const set = {
      speaks_first: speaksFirst,
      looks_after_minutes: afterMinutes,
      firsts_per_day: perDay,
      firsts_unanswered: unansweredMax,
    }
    await updateAgent(tx, agentId, withoutUndefined(set))
    emit({
      type: 'agent.initiative-set',
      payload: { ...toldOf(agent), speaksFirst: speaksFirst ?? spokeFirst },
    })
    if (speaksFirst && !spokeFirst) enqueue(initiativeSurvey, { agentId, personId: null })
    return showAgent(tx, scope, agentId)
  },
})
