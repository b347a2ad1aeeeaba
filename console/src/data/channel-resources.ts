import type { Page } from '#contract/page.ts'
import type { Channel } from '#contract/shapes/channel.ts'
import type { ChannelMail, EmailChannel } from '#contract/shapes/email-channel.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

export const channelList: Resource<{ items: Channel[]; emails: EmailChannel[] }> = {
  key: 'channels',
  load: async () => {
    const [{ items }, { items: emails }] = await Promise.all([
      client.channels.list(),
      client.channels.listEmail(),
    ])
    return { items, emails }
  },
}

const pagesOf = (channelId: string) => (page: { limit: number; after?: string }) =>
  client.channels.mails(channelId, page)

/** What came to an address and went out from it, the newest first. */
export const channelMails = (channelId: string): Resource<Page<ChannelMail>> => ({
  key: `channels/${channelId}/mails`,
  load: (previous) => loadPages(pagesOf(channelId), previous),
})
export const moreMails = (channelId: string, held: Page<ChannelMail>) => loadMore(pagesOf(channelId), held)
