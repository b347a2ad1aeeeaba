import type { Page } from '#contract/page.ts'
import type { Memory } from '#contract/shapes/memory.ts'
import { client } from '../../console-client.ts'
import type { Resource } from '../../data/cache.ts'

/** What agents remember of a visitor, the newest of it. */
export const visitorMemories = (visitorId: string): Resource<Page<Memory>> => ({
  key: `memory/visitor/${visitorId}`,
  load: () => client.visitorMemories.list(visitorId),
})
