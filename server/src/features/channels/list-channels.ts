import { z } from 'zod'
import { ChannelList } from '#contract/shapes/channel.ts'
import { query } from '#kernel/use-case.ts'
import { listChannelRows, toChannel } from './channel-store.ts'

/** Lists the outside systems that bring messages. */
export const listChannels = query({
  name: 'channel.list',
  permission: 'channel:manage',
  input: z.strictObject({}),
  output: ChannelList,
  run: async ({ tx }) => ({ items: (await listChannelRows(tx)).map(toChannel) }),
})
