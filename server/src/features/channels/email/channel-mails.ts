import {
  ChannelMailPage,
  ListChannelMails,
  ChannelMail,
  RepeatChannelMail,
} from '#contract/shapes/email-channel.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { requireEmailChannel } from './email-channel-store.ts'
import { pageOfMails, toChannelMail, lockMail, requireMail, updateMail } from './mail-store.ts'
import { mailAnswer } from './job-kinds.ts'

/** Lists the emails that an address received and sent, newest first. */
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

/** Tries again to send an answer that could not be sent. */
export const repeatChannelMail = command({
  name: 'channel-mail.repeat',
  permission: 'channel:manage',
  input: RepeatChannelMail,
  output: ChannelMail,
  async run({ tx, enqueue }, { channelId, mailId }) {
    await requireEmailChannel(tx, channelId)
    const { id } = await requireMail(tx, channelId, mailId)
    const mail = await lockMail(tx, id)
    if (mail?.state !== 'failed' || mail.direction !== 'out')
      throw new Fault('precondition_failed', 'Only failed email can be sent again.')
    const row = await updateMail(tx, id, { state: 'queued', why: '', detail: '' })
    enqueue(mailAnswer, { mailId: id })
    return toChannelMail(row)
  },
})
