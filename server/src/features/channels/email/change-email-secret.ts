import { ChannelRef } from '#contract/shapes/channel.ts'
import { NewEmailChannel } from '#contract/shapes/email-channel.ts'
import { newToken } from '#features/access/index.ts'
import { command } from '#kernel/use-case.ts'
import { toEmailChannel } from './email-channel.ts'
import { requireEmailChannel, updateEmailChannel } from './email-channel-store.ts'

/** Replaces the secret of an email channel; the old one stops working at once. */
export const changeEmailSecret = command({
  name: 'email-channel.change-secret',
  permission: 'channel:manage',
  input: ChannelRef,
  output: NewEmailChannel,
  secret: true,
  async run({ tx, scope, emit }, { channelId }) {
    const row = await requireEmailChannel(tx, channelId)
    const { token: secret, hash } = newToken('mailbox')
    await updateEmailChannel(tx, channelId, { secret_hash: hash })
    emit({ type: 'channel.secret-changed', payload: { channelId, name: row.name } })
    return { email: toEmailChannel(scope, row), secret }
  },
})
