import * as agents from '#features/agents/index.ts'
import * as initiative from '#features/initiative/index.ts'
import { making, route, type Route } from './route.ts'

/** Agents that speak first: who may, who agrees, and what is planned. */
export const initiativeRoutes: readonly Route[] = [
  route(
    'PATCH',
    '/v1/agents/:agentId/initiative',
    agents.setAgentInitiative,
    'Set whether an agent speaks first',
  ),
  route('GET', '/v1/initiative', initiative.readWishes, 'Read whether agents may speak to one first'),
  route('PATCH', '/v1/initiative', initiative.setWishes, 'Agree that agents speak to one first, or not'),
  route(
    'GET',
    '/v1/planned-messages',
    initiative.listPlannedMessages,
    'List what agents are to say at a moment that was chosen',
  ),
  making(
    '/v1/conversations/:conversationId/planned-messages',
    initiative.planMessage,
    'Have an agent say something at a moment',
  ),
  route(
    'PATCH',
    '/v1/planned-messages/:plannedMessageId',
    initiative.changePlannedMessage,
    'Change what is to be said, or when',
  ),
  route(
    'DELETE',
    '/v1/planned-messages/:plannedMessageId',
    initiative.cancelPlannedMessage,
    'Take back what was planned',
  ),
]
