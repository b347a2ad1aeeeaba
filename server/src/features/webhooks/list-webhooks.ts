import { z } from 'zod'
import { WebhookList } from '#contract/shapes/webhook.ts'
import { lastNumber } from '#platform/outbox/find-events.ts'
import { query } from '#kernel/use-case.ts'
import { toWebhook } from './webhook.ts'
import { listWebhookRows } from './webhook-store.ts'

/** Lists the tenant's webhooks and how each of them does. */
export const listWebhooks = query({
  name: 'webhook.list',
  permission: 'webhook:manage',
  input: z.strictObject({}),
  output: WebhookList,
  async run({ tx, scope }) {
    const [rows, last] = await Promise.all([listWebhookRows(tx), lastNumber(tx)])
    return { items: rows.map((row) => toWebhook(scope, row, last)) }
  },
})
