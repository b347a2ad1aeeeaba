import * as agents from '#features/agents/index.ts'
import * as proactive from '#features/proactive/index.ts'
import { making, route, type Route } from './route.ts'

/** Proactive messages: which agents may send them, who agrees, and what is scheduled. */
export const proactiveRoutes: readonly Route[] = [
  route(
    'PATCH',
    '/v1/agents/:agentId/proactive-messages',
    agents.setProactiveMessages,
    'Set the proactive messages of an agent',
  ),
  route('GET', '/v1/proactive-preferences', proactive.readPreferences, 'Read your proactive preferences'),
  route('PATCH', '/v1/proactive-preferences', proactive.setPreferences, 'Change your proactive preferences'),
  route('GET', '/v1/scheduled-messages', proactive.listScheduledMessages, 'List scheduled messages'),
  making(
    '/v1/conversations/:conversationId/scheduled-messages',
    proactive.scheduleMessage,
    'Schedule a message',
  ),
  route(
    'PATCH',
    '/v1/scheduled-messages/:scheduledMessageId',
    proactive.changeScheduledMessage,
    'Change a scheduled message',
  ),
  route(
    'DELETE',
    '/v1/scheduled-messages/:scheduledMessageId',
    proactive.cancelScheduledMessage,
    'Cancel a scheduled message',
  ),
]
