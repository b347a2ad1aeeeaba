import * as routing from '#features/routing/index.ts'
import { making, route, type Route } from './route.ts'

/** Teams: who answers together, and how conversations get to them. */
export const teamsRoutes: readonly Route[] = [
  route('GET', '/v1/teams', routing.listTeams, 'List the teams'),
  making('/v1/teams', routing.createTeam, 'Make a team'),
  route('GET', '/v1/teams/:teamId', routing.readTeam, 'Read a team'),
  route('PATCH', '/v1/teams/:teamId', routing.changeTeam, 'Change who is in a team and how it works'),
  route('DELETE', '/v1/teams/:teamId', routing.deleteTeam, 'Delete a team'),
  route(
    'GET',
    '/v1/teams/:teamId/conversations',
    routing.listTeamConversations,
    'List the conversations of a tab of the desk that are with a team',
  ),
  route('GET', '/v1/teams/:teamId/sla', routing.readSlaFigures, 'Tell how a team kept what it promised'),
  route('GET', '/v1/desk/teams', routing.listDeskTeams, 'Tell with which team each conversation is'),
  route('GET', '/v1/desk/workload', routing.listWorkload, 'Tell how much every member of a team has'),
  route(
    'POST',
    '/v1/desk/conversations/:conversationId/team',
    routing.moveConversation,
    'Hand a conversation to a team',
  ),
  route('GET', '/v1/agents/:agentId/team', routing.readAgentTeam, 'Read to which team an agent hands over'),
  route('PATCH', '/v1/agents/:agentId/team', routing.setAgentTeam, 'Set to which team an agent hands over'),
]
