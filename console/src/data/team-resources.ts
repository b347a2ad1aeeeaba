import type { AgentTeam, Team, TeamConversation, Workload } from '#contract/shapes/team.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

export const teams: Resource<{ items: Team[] }> = {
  key: 'teams',
  load: () => client.teams.list(),
}
/** To which team an agent hands over. Its key begins like the agent's. */
export const agentTeam = (agentId: string): Resource<AgentTeam> => ({
  key: `agent/${agentId}/team`,
  load: () => client.teams.ofAgent(agentId),
})
/** With which team each conversation is. Its key begins with `desk`, like all that happens there. */
export const deskTeams: Resource<{ items: TeamConversation[] }> = {
  key: 'desk-teams',
  load: () => client.teams.atDesk(),
}
export const workload: Resource<{ items: Workload[] }> = {
  key: 'desk-workload',
  load: () => client.teams.workload(),
}
