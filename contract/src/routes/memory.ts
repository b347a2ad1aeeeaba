import { get, patch, post, remove } from '../route.ts'

/** What agents remember about people. */
export const memoryRoutes = {
  memory: {
    consent: get('/v1/memory-consent', {
      name: 'memory-consent.read',
      permission: 'memory:read',
      refreshedBy: ['memory'],
      output: 'MemoryConsent',
      summary: 'Read whether agents may remember you',
    }),
    setConsent: patch('/v1/memory-consent', {
      name: 'memory-consent.set',
      permission: 'memory:write',
      input: 'SetMemoryConsent',
      output: 'MemoryConsent',
      summary: 'Allow or forbid agents to remember you',
    }),
    list: get('/v1/memories', {
      name: 'memory.list',
      permission: 'memory:read',
      refreshedBy: ['conversation.deleted'],
      input: 'ListMemories',
      output: 'MemoryPage',
      summary: 'List your memories',
    }),
    add: post('/v1/memories', {
      name: 'memory.add',
      permission: 'memory:write',
      input: 'AddMemory',
      output: 'Memory',
      status: 201,
      summary: 'Add a memory',
    }),
    /** Erases all memories of one agent, or of all. */
    eraseAll: remove('/v1/memories', {
      name: 'memory.erase-all',
      permission: 'memory:write',
      input: 'EraseMemories',
      output: 'ErasedMemories',
      summary: 'Delete all your memories, or those of one agent',
    }),
    export: get('/v1/memories/export', {
      name: 'memory.export',
      permission: 'memory:read',
      output: 'MemoryExport',
      summary: 'Export your memories',
    }),
    change: patch('/v1/memories/:memoryId', {
      name: 'memory.change',
      permission: 'memory:write',
      input: 'ChangeMemory',
      output: 'Memory',
      summary: 'Change a memory',
    }),
    erase: remove('/v1/memories/:memoryId', {
      name: 'memory.erase',
      permission: 'memory:write',
      summary: 'Delete a memory',
    }),
    /** The memories that an answer was given, as far as they still exist. */
    recalledFor: get('/v1/messages/:messageId/memories', {
      name: 'memory.list-recalled',
      permission: 'memory:read',
      refreshedBy: ['conversation.deleted'],
      output: 'MemoryList',
      summary: 'List the memories that were used for an answer',
    }),
  },
  visitorMemories: {
    list: get('/v1/visitors/:visitorId/memories', {
      name: 'visitor-memory.list',
      permission: 'conversation:read-inbox',
      refreshedBy: ['memory', 'conversation.deleted'],
      input: 'ListVisitorMemories',
      output: 'MemoryPage',
      summary: 'List the memories of a visitor',
    }),
    eraseAll: remove('/v1/visitors/:visitorId/memories', {
      name: 'visitor-memory.erase-all',
      permission: 'conversation:read-inbox',
      output: 'ErasedMemories',
      summary: 'Delete all memories of a visitor',
    }),
  },
} as const
