import { ChannelMail, RepeatChannelMail } from '#contract/shapes/email-channel.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { requireEmailChannel } from './email-channel-store.ts'
import { lockMail, requireMail, toChannelMail, updateMail } from './mail-store.ts'
import { mailAnswer } from './job-kinds.ts'

/** Tries once more to mail an answer that did not leave. */
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
