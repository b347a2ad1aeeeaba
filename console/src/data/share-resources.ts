import type { Page } from '#contract/page.ts'
import type { Share, ShareSettings } from '#contract/shapes/share.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadPages } from './pages.ts'

/** One's own links: to one conversation, or all. */
export const shares = (conversationId?: string): Resource<Page<Share>> => ({
  key: `shares/${conversationId ?? ''}`,
  load: (previous) =>
    loadPages((page) => client.shares.list({ ...page, ...(conversationId && { conversationId }) }), previous),
})
export const shareSettings: Resource<ShareSettings> = {
  key: 'share-settings',
  load: () => client.shares.settings(),
}
