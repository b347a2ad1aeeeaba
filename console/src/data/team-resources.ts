import type { AgentTeam, Team, TeamConversation, Workload } from '#contract/shapes/team.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

export const teams: Resource<{ items: Team[] }> = {
  key: 'teams',
  load: () => client.teams.list(),
}
/** Which team an agent hands off to. Its key begins like the agent's. */
export const agentTeam = (agentId: string): Resource<AgentTeam> => ({
  key: `agent/${agentId}/team`,
  load: () => client.teams.ofAgent(agentId),
})
/** With which team each conversation is. Its key begins with `inbox`, like all that happens there. */
export const inboxTeams: Resource<{ items: TeamConversation[] }> = {
  key: 'inbox-teams',
  load: () => client.teams.inInbox(),
}
export const workload: Resource<{ items: Workload[] }> = {
  key: 'inbox-workload',
  load: () => client.teams.workload(),
}
