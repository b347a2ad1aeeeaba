import { cannedCalls } from '#client/index.ts'
import type { Page } from '#contract/page.ts'
import type { CannedReply, Macro } from '#contract/shapes/canned.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadPages } from './pages.ts'

/** Calls about canned replies and macros. */
export const canned = cannedCalls(client.transport)

/** Everything of these has a key that begins with `canned`. */
export const cannedReplies = (search: string): Resource<Page<CannedReply>> => ({
  key: `canned/replies/${search}`,
  load: (previous) => loadPages((page) => canned.replies({ ...page, search }), previous),
})
export const macros: Resource<Page<Macro>> = {
  key: 'canned/macros',
  load: (previous) => loadPages((page) => canned.macros(page), previous),
}
