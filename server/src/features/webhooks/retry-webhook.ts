import { Webhook, WebhookRef } from '#contract/shapes/webhook.ts'
import { lastNumber } from '#platform/outbox/find-events.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { beginBatch } from './deliver/begin-batch.ts'
import { toWebhook } from './webhook.ts'
import { lockWebhook, requireWebhook } from './webhook-store.ts'

/** Tries at once again what failed, without waiting for the next time. */
export const retryWebhook = command({
  name: 'webhook.retry',
  permission: 'webhook:manage',
  input: WebhookRef,
  output: Webhook,
  async run(context, { webhookId }) {
    const { tx, scope } = context
    const row = await lockWebhook(tx, webhookId)
    if (row.stopped_at) throw new Fault('precondition_failed', 'This webhook is stopped; resume it first.')
    if (row.failing_since) await beginBatch(context, row)
    return toWebhook(scope, await requireWebhook(tx, webhookId), await lastNumber(tx))
  },
})
