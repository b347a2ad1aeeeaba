import type { Page } from '#contract/page.ts'
import type { CannedReply, Macro } from '#contract/shapes/canned.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadPages } from './pages.ts'

/** Everything of these has a key that begins with `canned`. */
export const cannedReplies = (search: string): Resource<Page<CannedReply>> => ({
  key: `canned/replies/${search}`,
  load: (previous) => loadPages((page) => client.cannedReplies.list({ ...page, search }), previous),
})
export const macros: Resource<Page<Macro>> = {
  key: 'canned/macros',
  load: (previous) => loadPages((page) => client.macros.list(page), previous),
}
