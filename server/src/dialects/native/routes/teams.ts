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
    'List the conversations of an inbox view that are with a team',
  ),
  route('GET', '/v1/teams/:teamId/sla', routing.readSlaFigures, 'Read how a team met its SLA targets'),
  route('GET', '/v1/inbox/teams', routing.listInboxTeams, 'Tell with which team each conversation is'),
  route('GET', '/v1/inbox/workload', routing.listWorkload, 'Tell how much every member of a team has'),
  route(
    'POST',
    '/v1/inbox/conversations/:conversationId/team',
    routing.moveConversation,
    'ElevatedScope a conversation to a team',
  ),
  route('GET', '/v1/agents/:agentId/team', routing.readAgentTeam, 'Read which team an agent hands off to'),
  route('PATCH', '/v1/agents/:agentId/team', routing.setAgentTeam, 'Set which team an agent hands off to'),
]
