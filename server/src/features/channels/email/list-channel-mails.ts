import { ChannelMailPage, ListChannelMails } from '#contract/shapes/email-channel.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { requireEmailChannel } from './email-channel-store.ts'
import { pageOfMails, toChannelMail } from './mail-store.ts'

/** Lists the mails that came to an address and went out from it, the newest first. */
export const listChannelMails = query({
  name: 'channel-mail.list',
  permission: 'channel:manage',
  input: ListChannelMails,
  output: ChannelMailPage,
  async run({ tx }, { channelId, direction, limit, after }) {
    await requireEmailChannel(tx, channelId)
    const rows = await pageOfMails(
      tx,
      { channelId, direction },
      { limit: limit + 1, after: readCursor(after) },
    )
    return pageFrom(rows, limit, toChannelMail, (row) => ({ at: row.created_at.toISOString(), id: row.id }))
  },
})
