import { z } from 'zod'
import { uuidv7 } from 'uuidv7'
import {
  EmailChannelList,
  CreateEmailChannel,
  NewEmailChannel,
  ChangeEmailChannel,
  EmailChannel,
  type MailSigning,
  TestedMail,
} from '#contract/shapes/email-channel.ts'
import { ChannelRef } from '#contract/shapes/channel.ts'
import { newToken } from '#features/access/index.ts'
import { requireAgent } from '#features/agents/index.ts'
import { query, command, flow } from '#kernel/use-case.ts'
import { asFault, Fault } from '#kernel/fault.ts'
import { lastNumber } from '#platform/outbox/find-events.ts'
import { beginPosition } from '#platform/outbox/consumer-position.ts'
import { insertChannel } from '../channel-store.ts'
import { toEmailChannel, senderOf } from './email-channel.ts'
import {
  listEmailChannelRows,
  insertEmailChannel,
  requireEmailChannel,
  updateEmailChannel,
} from './email-channel-store.ts'
import { CONSUMER } from './outgoing/begin-sending.ts'
import { signingOf } from './signing.ts'

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

/** Creates an email channel. The secret for the mail service is shown only this once. */
export const createEmailChannel = command({
  name: 'email-channel.create',
  permission: 'channel:manage',
  input: CreateEmailChannel,
  output: NewEmailChannel,
  secret: true,
  async run({ tx, scope, emit }, { name, agentId, address, ...facts }) {
    if (agentId !== null) await requireAgent(tx, scope, agentId)
    const { id } = await insertChannel(tx, scope, { name, agentId, kind: 'email' })
    const { token: secret, hash } = newToken('mailbox')
    await insertEmailChannel(tx, {
      tenant_id: scope.tenantId,
      channel_id: id,
      address,
      display_name: facts.displayName,
      signature: facts.signature,
      has_plus_address: facts.hasPlusAddress,
      secret_hash: hash,
      signing_header: facts.signingHeader,
      ...signingOf(scope, id, facts),
    })
    await beginPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: await lastNumber(tx) })
    emit({ type: 'channel.created', payload: { channelId: id, name } })
    return { email: toEmailChannel(scope, await requireEmailChannel(tx, id)), secret }
  },
})

/** Changes an email channel: its address, sender name, signature, or how emails must be signed. */
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

/** The sender of a channel. */
const readSender = query({
  name: 'email-channel.read-sender',
  permission: 'channel:manage',
  input: ChannelRef,
  async run({ tx }, { channelId }) {
    const row = await requireEmailChannel(tx, channelId)
    return { address: row.address, from: senderOf(row) }
  },
})
