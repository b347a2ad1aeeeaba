import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentTeam, SetAgentTeam } from '#contract/shapes/team.ts'
import { requireAgent, agentEventPayload } from '#features/agents/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { findAgentTeam, putAgentTeam } from '../agent-team-store.ts'
import { requireTeam } from '../team-store.ts'
import { distinctSkills } from './given-members.ts'

/** Shows to which team an agent hands conversations over. */
export const readAgentTeam = query({
  name: 'agent-team.read',
  permission: 'inbox:read',
  input: AgentRef,
  output: AgentTeam,
  async run({ tx, scope }, { agentId }) {
    await requireAgent(tx, scope, agentId)
    return findAgentTeam(tx, agentId)
  },
})

/** Sets the team that an agent hands off to, and the skills that its members need. */
export const setAgentTeam = command({
  name: 'agent-team.set',
  permission: 'agent:write',
  input: SetAgentTeam,
  output: AgentTeam,
  async run({ tx, scope, emit }, { agentId, teamId, skills }) {
    const agent = await requireAgent(tx, scope, agentId)
    if (teamId) await requireTeam(tx, teamId)
    const given = withoutUndefined({ teamId, skills: skills && distinctSkills(skills) })
    const set = { ...(await findAgentTeam(tx, agentId)), ...given }
    await putAgentTeam(tx, scope, agentId, set)
    emit({ type: 'agent.team-set', payload: agentEventPayload(agent) })
    return set
  },
})
