import { uuidv7 } from 'uuidv7'
import { ChannelRef } from '#contract/shapes/channel.ts'
import { TestedMail } from '#contract/shapes/email-channel.ts'
import { asFault, Fault } from '#kernel/fault.ts'
import { flow, query } from '#kernel/use-case.ts'
import { senderOf } from './email-channel.ts'
import { requireEmailChannel } from './email-channel-store.ts'

/** Mails a test from the address of a channel to that address itself, and says whether the mail server took it. */
export const testEmailChannel = flow({
  name: 'email-channel.test',
  permission: 'channel:manage',
  input: ChannelRef,
  output: TestedMail,
  async run({ scope, ports }, { channelId }): Promise<TestedMail> {
    const { address, from } = await readSender(scope, { channelId })
    try {
      if (!ports.mailer) throw new Fault('unavailable', 'No mail server is configured on this server.')
      const letter = {
        id: uuidv7(),
        to: address,
        subject: 'Parley',
        text: `This address sends mail.\n`,
        from,
      }
      await ports.mailer.send(letter, scope.signal)
      return { address, error: null }
    } catch (error) {
      scope.signal.throwIfAborted()
      return { address, error: asFault(error).message }
    }
  },
})

/** In whose name a channel sends. */
export const readSender = query({
  name: 'email-channel.read-sender',
  permission: 'channel:manage',
  input: ChannelRef,
  async run({ tx }, { channelId }) {
    const row = await requireEmailChannel(tx, channelId)
    return { address: row.address, from: senderOf(row) }
  },
})
