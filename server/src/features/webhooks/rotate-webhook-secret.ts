import { NewWebhook, RotateWebhookSecret } from '#contract/shapes/webhook.ts'
import { newWebhookSecret } from '#platform/crypto/webhook-signature.ts'
import { lastNumber } from '#platform/outbox/find-events.ts'
import { command } from '#kernel/use-case.ts'
import { sealSecret, toWebhook } from './webhook.ts'
import { lockWebhook, updateWebhook } from './webhook-store.ts'

const HOUR_MS = 3_600_000

/** Replaces the secret of a webhook. For a while deliveries are signed with both, so that none is refused. */
export const rotateWebhookSecret = command({
  name: 'webhook.rotate-secret',
  permission: 'webhook:manage',
  input: RotateWebhookSecret,
  output: NewWebhook,
  secret: true,
  async run({ tx, scope, emit }, { webhookId, formerHours }) {
    const before = await lockWebhook(tx, webhookId)
    const secret = newWebhookSecret()
    const until = formerHours > 0 ? new Date(scope.app.now().getTime() + formerHours * HOUR_MS) : null
    const row = await updateWebhook(tx, webhookId, {
      sealed_secret: sealSecret(scope, webhookId, secret),
      former_secret: until && before.sealed_secret,
      former_until: until,
    })
    emit({ type: 'webhook.secret-rotated', payload: { webhookId, name: row.name } })
    return { webhook: toWebhook(scope, row, await lastNumber(tx)), secret: secret.reveal() }
  },
})
