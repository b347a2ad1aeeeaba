import { WebhookDelivery, WebhookDeliveryRef } from '#contract/shapes/webhook.ts'
import { flow } from '#kernel/use-case.ts'
import { sendEvent } from './deliver/send-event.ts'
import { keepDelivery, lookUpDelivery } from './look-up-delivery.ts'

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
