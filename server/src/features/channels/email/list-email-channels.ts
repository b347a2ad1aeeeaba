import { z } from 'zod'
import { EmailChannelList } from '#contract/shapes/email-channel.ts'
import { query } from '#kernel/use-case.ts'
import { toEmailChannel } from './email-channel.ts'
import { listEmailChannelRows } from './email-channel-store.ts'

/** Lists the addresses that people write mail to. */
export const listEmailChannels = query({
  name: 'email-channel.list',
  permission: 'channel:manage',
  input: z.strictObject({}),
  output: EmailChannelList,
  run: async ({ tx, scope }) => ({
    items: (await listEmailChannelRows(tx)).map((row) => toEmailChannel(scope, row)),
  }),
})
