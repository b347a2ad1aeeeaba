import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentTeam } from '#contract/shapes/team.ts'
import { requireAgent } from '#features/agents/index.ts'
import { query } from '#kernel/use-case.ts'
import { findAgentTeam } from '../agent-team-store.ts'

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
