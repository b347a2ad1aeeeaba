import * as memory from '#features/memory/index.ts'
import { making, route, type Route } from './route.ts'

/** What agents know of people, for those people. */
export const memoryRoutes: readonly Route[] = [
  route('GET', '/v1/memory', memory.readMemoryChoice, 'Read whether agents may remember one'),
  route('PATCH', '/v1/memory', memory.setMemoryChoice, 'Let agents remember one, or forbid it'),
  route('GET', '/v1/facts', memory.listFacts, 'List what agents know of one'),
  making('/v1/facts', memory.addFact, 'Tell an agent something to remember'),
  route('DELETE', '/v1/facts', memory.eraseFacts, 'Make one agent, or all, forget everything about one'),
  route('GET', '/v1/facts/export', memory.exportFacts, 'Give what agents know of one as a file'),
  route('PATCH', '/v1/facts/:factId', memory.changeFact, 'Put what is known into one’s own words'),
  route('DELETE', '/v1/facts/:factId', memory.eraseFact, 'Make an agent forget one thing'),
  route(
    'GET',
    '/v1/visitors/:visitorId/facts',
    memory.listVisitorFacts,
    'List what agents know of a visitor (the desk)',
  ),
  route(
    'DELETE',
    '/v1/visitors/:visitorId/facts',
    memory.eraseVisitorFacts,
    'Make agents forget everything about a visitor (the desk)',
  ),
  route(
    'GET',
    '/v1/messages/:messageId/facts',
    memory.listRecalledFacts,
    'List what an answer was told of whoever asked',
  ),
]
