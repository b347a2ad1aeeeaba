import { WebhookDelivery, WebhookRef } from '#contract/shapes/webhook.ts'
import { flow } from '#kernel/use-case.ts'
import { messageIdOf, sendEvent } from './deliver/send-event.ts'
import { keepDelivery, lookUpWebhook } from './webhook-deliveries.ts'

/** Sends a test to a webhook immediately and returns the response. */
export const testWebhook = flow({
  name: 'webhook.test',
  permission: 'webhook:manage',
  input: WebhookRef,
  output: WebhookDelivery,
  async run(context, { webhookId }) {
    const { scope } = context
    const webhook = await lookUpWebhook(scope, { webhookId })
    const { kind, id } = scope.actor
    const body = {
      type: 'webhook.test',
      timestamp: scope.app.now().toISOString(),
      number: null,
      tenantId: scope.tenantId,
      actor: { kind, id },
      data: { webhookId },
    }
    const letter = { webhook, messageId: messageIdOf(null), body }
    const outcome = await sendEvent(context, letter)
    return keepDelivery(scope, { sent: { why: 'test', try: 1, letter, outcome } })
  },
})
