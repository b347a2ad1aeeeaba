import {
  ListWebhookDeliveries,
  WebhookDeliveryPage,
  WebhookDelivery,
  WebhookDeliveryRef,
} from '#contract/shapes/webhook.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, flow } from '#kernel/use-case.ts'
import { findDeliveries, toDelivery } from './delivery-store.ts'
import { requireWebhook } from './webhook-store.ts'
import { sendEvent } from './deliver/send-event.ts'
import { keepDelivery, lookUpDelivery } from './look-up-delivery.ts'

/** Lists what a webhook was sent and what it answered, the newest first. */
export const listWebhookDeliveries = query({
  name: 'webhook-delivery.list',
  permission: 'webhook:manage',
  input: ListWebhookDeliveries,
  output: WebhookDeliveryPage,
  async run({ tx }, { webhookId, outcome, limit, after }) {
    await requireWebhook(tx, webhookId)
    const rows = await findDeliveries(
      tx,
      { webhookId, outcome },
      { limit: limit + 1, after: readCursor(after) },
    )
    return pageFrom(rows, limit, toDelivery, (row) => ({ at: row.created_at.toISOString(), id: row.id }))
  },
})

/** Tells a webhook of one event once more, at once and under the same id, and says what it answered. */
export const repeatWebhookDelivery = flow({
  name: 'webhook-delivery.repeat',
  permission: 'webhook:manage',
  input: WebhookDeliveryRef,
  output: WebhookDelivery,
  async run(context, ref) {
    const letter = await lookUpDelivery(context.scope, ref)
    const outcome = await sendEvent(context, letter)
    return keepDelivery(context.scope, { sent: { why: 'again', try: 1, letter, outcome } })
  },
})
