import type { Channel } from '#contract/shapes/channel.ts'
import type { EmailChannel } from '#contract/shapes/email-channel.ts'
import { client } from '../../data/console-client.ts'
import type { Resource } from '../../data/cache.ts'
import { factsOf } from '../../data/resource.ts'

/** All channels, and what those of email have besides. */
export const channelList: Resource<{ items: Channel[]; emails: EmailChannel[] }> = {
  ...factsOf('channels.list'),
  key: 'channels with email',
  load: async () => {
    const [{ items }, { items: emails }] = await Promise.all([
      client.channels.list(),
      client.channels.listEmail(),
    ])
    return { items, emails }
  },
}
