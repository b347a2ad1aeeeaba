import { ListWebhookDeliveries, WebhookDeliveryPage } from '#contract/shapes/webhook.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { findDeliveries, toDelivery } from './delivery-store.ts'
import { requireWebhook } from './webhook-store.ts'

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
