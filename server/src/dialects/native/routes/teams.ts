import * as routing from '#features/routing/index.ts'
import { making, route, type Route } from './route.ts'

/** Teams, and how conversations are assigned to their members. */
export const teamsRoutes: readonly Route[] = [
  route('GET', '/v1/teams', routing.listTeams, 'List teams'),
  making('/v1/teams', routing.createTeam, 'Create a team'),
  route('GET', '/v1/teams/:teamId', routing.readTeam, 'Read a team'),
  route('PATCH', '/v1/teams/:teamId', routing.changeTeam, 'Change the members or settings of a team'),
  route('DELETE', '/v1/teams/:teamId', routing.deleteTeam, 'Delete a team'),
  route(
    'GET',
    '/v1/teams/:teamId/conversations',
    routing.listTeamConversations,
    'List the conversations of a team in an inbox view',
  ),
  route('GET', '/v1/teams/:teamId/sla', routing.readSlaFigures, 'Read the SLA results of a team'),
  route(
    'GET',
    '/v1/inbox/teams',
    routing.listInboxTeams,
    'List which team each inbox conversation is assigned to',
  ),
  route('GET', '/v1/inbox/workload', routing.listWorkload, 'List the workload of team members'),
  route(
    'POST',
    '/v1/inbox/conversations/:conversationId/team',
    routing.moveConversation,
    'Move a conversation to a team',
  ),
  route('GET', '/v1/agents/:agentId/team', routing.readAgentTeam, 'Read which team an agent hands off to'),
  route('PATCH', '/v1/agents/:agentId/team', routing.setAgentTeam, 'Set which team an agent hands off to'),
]
