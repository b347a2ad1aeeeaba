import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddMemory,
  ChangeMemory,
  ErasedMemories,
  Memory,
  MemoryExport,
  MemoryConsent,
} from '#contract/shapes/memory.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export interface RemovalOptions {
  keepalive?: boolean
}

/** What agents know of whoever is signed in, and whether they may. An empty filter lets everything pass. */
export const memoryCalls = ({ call }: Transport) => ({
  consent: () => call<MemoryConsent>('GET', path`/v1/memory-consent`),
  setConsent: (remembers: boolean) =>
    call<MemoryConsent>('PATCH', path`/v1/memory-consent`, { body: { remembers } }),
  list: ({ agentId, search, ...page }: PageOptions & { agentId?: string; search?: string } = {}) =>
    call<Page<Memory>>('GET', path`/v1/memories`, {
      query: { ...page, ...(agentId && { agentId }), ...(search && { search }) },
    }),
  add: (body: z.input<typeof AddMemory>) => call<Memory>('POST', path`/v1/memories`, { body }),
  change: (memoryId: string, body: Omit<z.input<typeof ChangeMemory>, 'memoryId'>) =>
    call<Memory>('PATCH', path`/v1/memories/${memoryId}`, { body }),
  erase: (memoryId: string, options: RemovalOptions = {}) =>
    call<void>('DELETE', path`/v1/memories/${memoryId}`, options),
  /** Everything that one agent knows, or all of them. */
  eraseAll: (agentId?: string, options: RemovalOptions = {}) =>
    call<z.output<typeof ErasedMemories>>('DELETE', path`/v1/memories`, {
      ...options,
      body: agentId ? { agentId } : {},
    }),
  export: () => call<z.output<typeof MemoryExport>>('GET', path`/v1/memories/export`),
  /** What an answer was told, as far as it is still known. */
  recalledFor: (messageId: string) =>
    call<{ items: Memory[] }>('GET', path`/v1/messages/${messageId}/memories`),
})
