import type { Page } from '#contract/page.ts'
import type { Fact, MemoryChoice } from '#contract/shapes/fact.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

/** Which facts are looked at; empty: all. */
export interface FactFilter {
  agentId: string
  search: string
}

export const memoryChoice: Resource<MemoryChoice> = {
  key: 'memory/choice',
  load: () => client.memory.choice(),
}

export const facts = (filter: FactFilter): Resource<Page<Fact>> => ({
  key: `memory/facts/${JSON.stringify(filter)}`,
  load: (previous) => loadPages((page) => client.memory.list({ ...page, ...filter }), previous),
})
export const moreFacts = (filter: FactFilter, held: Page<Fact>) =>
  loadMore((page) => client.memory.list({ ...page, ...filter }), held)

/** What an answer was told of whoever asked. */
export const recalledFacts = (messageId: string): Resource<{ items: Fact[] }> => ({
  key: `memory/recalled/${messageId}`,
  load: () => client.memory.recalledFor(messageId),
})
