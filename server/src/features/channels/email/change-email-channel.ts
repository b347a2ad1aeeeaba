import { ChangeEmailChannel, EmailChannel, type MailSigning } from '#contract/shapes/email-channel.ts'
import { command } from '#kernel/use-case.ts'
import { toEmailChannel } from './email-channel.ts'
import { requireEmailChannel, updateEmailChannel } from './email-channel-store.ts'
import { signingOf } from './signing.ts'

/** Changes the address of an e-mail channel, whose name its answers carry, what stands below them, or how mails must be signed. */
export const changeEmailChannel = command({
  name: 'email-channel.change',
  permission: 'channel:manage',
  input: ChangeEmailChannel,
  output: EmailChannel,
  async run({ tx, scope, emit }, { channelId, address, displayName, signature, hasPlusAddress, ...change }) {
    const before = await requireEmailChannel(tx, channelId)
    const { signing = before.signing as MailSigning, signingHeader, signingKey } = change
    await updateEmailChannel(tx, channelId, {
      ...(address !== undefined && { address }),
      ...(displayName !== undefined && { display_name: displayName }),
      ...(signature !== undefined && { signature }),
      ...(hasPlusAddress !== undefined && { has_plus_address: hasPlusAddress }),
      ...(signingHeader !== undefined && { signing_header: signingHeader }),
      ...signingOf(scope, channelId, { signing, signingKey }, before),
    })
    const row = await requireEmailChannel(tx, channelId)
    emit({ type: 'channel.changed', payload: { channelId, name: row.name } })
    return toEmailChannel(scope, row)
  },
})
