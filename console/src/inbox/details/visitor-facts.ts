import { path } from '#client/transport.ts'
import type { Page } from '#contract/page.ts'
import type { Fact } from '#contract/shapes/fact.ts'
import { client } from '../../console-client.ts'
import type { Resource } from '../../data/cache.ts'

/** What agents remember of a visitor, the newest of it. */
export const visitorFacts = (visitorId: string): Resource<Page<Fact>> => ({
  key: `memory/visitor/${visitorId}`,
  load: () => client.transport.call<Page<Fact>>('GET', path`/v1/visitors/${visitorId}/facts`),
})
