import { ChangeEmailChannel, EmailChannel } from '#contract/shapes/email-channel.ts'
import { command } from '#kernel/use-case.ts'
import { toEmailChannel } from './email-channel.ts'
import { requireEmailChannel, updateEmailChannel } from './email-channel-store.ts'

/** Changes the address of an e-mail channel, whose name its answers carry, or what stands below them. */
export const changeEmailChannel = command({
  name: 'email-channel.change',
  permission: 'channel:manage',
  input: ChangeEmailChannel,
  output: EmailChannel,
  async run({ tx, scope, emit }, { channelId, address, displayName, signature, hasPlusAddress }) {
    await requireEmailChannel(tx, channelId)
    await updateEmailChannel(tx, channelId, {
      ...(address !== undefined && { address }),
      ...(displayName !== undefined && { display_name: displayName }),
      ...(signature !== undefined && { signature }),
      ...(hasPlusAddress !== undefined && { has_plus_address: hasPlusAddress }),
    })
    const row = await requireEmailChannel(tx, channelId)
    emit({ type: 'channel.changed', payload: { channelId, name: row.name } })
    return toEmailChannel(scope, row)
  },
})
