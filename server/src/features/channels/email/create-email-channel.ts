import { CreateEmailChannel, NewEmailChannel } from '#contract/shapes/email-channel.ts'
import { newToken } from '#features/access/index.ts'
import { requireAgent } from '#features/agents/index.ts'
import { lastNumber } from '#platform/outbox/find-events.ts'
import { beginPosition } from '#platform/outbox/consumer-position.ts'
import { command } from '#kernel/use-case.ts'
import { insertChannel } from '../channel-store.ts'
import { toEmailChannel } from './email-channel.ts'
import { insertEmailChannel, requireEmailChannel } from './email-channel-store.ts'
import { CONSUMER } from './outgoing/consumer.ts'
import { signingOf } from './signing.ts'

/** Lets people write to us by mail, at an address of ours. The secret that a mail service shows is given this once. */
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
