import * as memory from '#features/memory/index.ts'
import { making, route, type Route } from './route.ts'

/** Memories: what agents remember about people. */
export const memoryRoutes: readonly Route[] = [
  route('GET', '/v1/memory-consent', memory.readMemoryConsent, 'Read whether agents may remember you'),
  route('PATCH', '/v1/memory-consent', memory.setMemoryConsent, 'Allow or forbid agents to remember you'),
  route('GET', '/v1/memories', memory.listMemories, 'List your memories'),
  making('/v1/memories', memory.addMemory, 'Add a memory'),
  route('DELETE', '/v1/memories', memory.eraseMemories, 'Delete all your memories, or those of one agent'),
  route('GET', '/v1/memories/export', memory.exportMemories, 'Export your memories'),
  route('PATCH', '/v1/memories/:memoryId', memory.changeMemory, 'Change a memory'),
  route('DELETE', '/v1/memories/:memoryId', memory.eraseMemory, 'Delete a memory'),
  route(
    'GET',
    '/v1/visitors/:visitorId/memories',
    memory.listVisitorMemories,
    'List the memories of a visitor',
  ),
  route(
    'DELETE',
    '/v1/visitors/:visitorId/memories',
    memory.eraseVisitorMemories,
    'Delete all memories of a visitor',
  ),
  route(
    'GET',
    '/v1/messages/:messageId/memories',
    memory.listRecalledMemories,
    'List the memories that were used for an answer',
  ),
]
