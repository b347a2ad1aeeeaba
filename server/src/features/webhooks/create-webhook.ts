import { uuidv7 } from 'uuidv7'
import { CreateWebhook, NewWebhook } from '#contract/shapes/webhook.ts'
import { requireChannel } from '#features/channels/index.ts'
import { newWebhookSecret } from '#platform/crypto/webhook-signature.ts'
import { lastNumber } from '#platform/outbox/find-events.ts'
import { beginPosition } from '#platform/outbox/consumer-position.ts'
import { command } from '#kernel/use-case.ts'
import { CONSUMER, refuseAimless, refusePrivate, sealSecret, toWebhook } from './webhook.ts'
import { insertWebhook } from './webhook-store.ts'

/** Tells an address outside of what happens from now on, or of the answers in a channel. The secret that it is signed with is shown this once. */
export const createWebhook = command({
  name: 'webhook.create',
  permission: 'webhook:manage',
  input: CreateWebhook,
  output: NewWebhook,
  secret: true,
  async run({ tx, scope, emit }, { name, url, eventTypes, channelId, carriesText }) {
    refusePrivate(scope, url)
    refuseAimless(channelId, eventTypes)
    if (channelId !== null) await requireChannel(tx, channelId)
    const [id, secret, last] = [uuidv7(), newWebhookSecret(), await lastNumber(tx)]
    const row = await insertWebhook(tx, {
      tenant_id: scope.tenantId,
      id,
      name,
      url,
      event_types: [...new Set(eventTypes)],
      channel_id: channelId,
      carries_text: carriesText,
      sealed_secret: sealSecret(scope, id, secret),
      position: last,
    })
    await beginPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: last })
    emit({ type: 'webhook.created', payload: { webhookId: id, name } })
    return { webhook: toWebhook(scope, row, last), secret: secret.reveal() }
  },
})
