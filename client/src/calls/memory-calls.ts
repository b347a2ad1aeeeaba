import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { AddFact, ChangeFact, ErasedFacts, Fact, FactFile, MemoryChoice } from '#contract/shapes/fact.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export interface RemovalOptions {
  keepalive?: boolean
}

/** What agents know of whoever is signed in, and whether they may. An empty filter lets everything pass. */
export const memoryCalls = ({ call }: Transport) => ({
  choice: () => call<MemoryChoice>('GET', path`/v1/memory`),
  choose: (remembers: boolean) => call<MemoryChoice>('PATCH', path`/v1/memory`, { body: { remembers } }),
  list: ({ agentId, search, ...page }: PageOptions & { agentId?: string; search?: string } = {}) =>
    call<Page<Fact>>('GET', path`/v1/facts`, {
      query: { ...page, ...(agentId && { agentId }), ...(search && { search }) },
    }),
  add: (body: z.input<typeof AddFact>) => call<Fact>('POST', path`/v1/facts`, { body }),
  change: (factId: string, body: Omit<z.input<typeof ChangeFact>, 'factId'>) =>
    call<Fact>('PATCH', path`/v1/facts/${factId}`, { body }),
  erase: (factId: string, options: RemovalOptions = {}) =>
    call<void>('DELETE', path`/v1/facts/${factId}`, options),
  /** Everything that one agent knows, or all of them. */
  eraseAll: (agentId?: string, options: RemovalOptions = {}) =>
    call<z.output<typeof ErasedFacts>>('DELETE', path`/v1/facts`, {
      ...options,
      body: agentId ? { agentId } : {},
    }),
  export: () => call<z.output<typeof FactFile>>('GET', path`/v1/facts/export`),
  /** What an answer was told, as far as it is still known. */
  recalledFor: (messageId: string) => call<{ items: Fact[] }>('GET', path`/v1/messages/${messageId}/facts`),
})
