import type { Page } from '#contract/page.ts'
import type { Memory, MemoryConsent } from '#contract/shapes/memory.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

/** Which memories are looked at; empty: all. */
export interface MemoryFilter {
  agentId: string
  search: string
}

export const memoryConsent: Resource<MemoryConsent> = {
  key: 'memory/consent',
  load: () => client.memory.consent(),
}

export const memories = (filter: MemoryFilter): Resource<Page<Memory>> => ({
  key: `memory/memories/${JSON.stringify(filter)}`,
  load: (previous) => loadPages((page) => client.memory.list({ ...page, ...filter }), previous),
})
export const moreMemories = (filter: MemoryFilter, held: Page<Memory>) =>
  loadMore((page) => client.memory.list({ ...page, ...filter }), held)

/** What an answer was told of whoever asked. */
export const recalledMemories = (messageId: string): Resource<{ items: Memory[] }> => ({
  key: `memory/recalled/${messageId}`,
  load: () => client.memory.recalledFor(messageId),
})
