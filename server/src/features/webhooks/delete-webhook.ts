import { z } from 'zod'
import { WebhookRef } from '#contract/shapes/webhook.ts'
import { command } from '#kernel/use-case.ts'
import { lockWebhook, removeWebhook } from './webhook-store.ts'

/** Removes a webhook with its secret and its deliveries. */
export const deleteWebhook = command({
  name: 'webhook.delete',
  permission: 'webhook:manage',
  input: WebhookRef,
  output: z.null(),
  async run({ tx, emit }, { webhookId }) {
    const { name } = await lockWebhook(tx, webhookId)
    await removeWebhook(tx, webhookId)
    emit({ type: 'webhook.deleted', payload: { webhookId, name } })
    return null
  },
})
