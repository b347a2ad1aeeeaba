import { z } from 'zod'
import { WebhookDeliveryRef, WebhookRef } from '#contract/shapes/webhook.ts'
import { findEvent } from '#platform/outbox/find-events.ts'
import { Fault } from '#kernel/fault.ts'
import { command, query } from '#kernel/use-case.ts'
import { bodyOf } from './deliver/body-of.ts'
import { noteDelivery, type Sent } from './deliver/note-delivery.ts'
import { type Letter, messageIdOf } from './deliver/send-event.ts'
import { requireDelivery, toDelivery } from './delivery-store.ts'
import { requireWebhook } from './webhook-store.ts'

/** The webhook as it is. Part of `testWebhook`. */
export const lookUpWebhook = query({
  name: 'webhook.look-up',
  permission: 'webhook:manage',
  input: WebhookRef,
  run: ({ tx }, { webhookId }) => requireWebhook(tx, webhookId),
})

/** What a delivery told, as it is known now. Part of `repeatWebhookDelivery`. */
export const lookUpDelivery = query({
  name: 'webhook-delivery.look-up',
  permission: 'webhook:manage',
  input: WebhookDeliveryRef,
  async run({ tx }, { webhookId, deliveryId }): Promise<Letter> {
    const webhook = await requireWebhook(tx, webhookId)
    const { event_number: number } = await requireDelivery(tx, webhookId, deliveryId)
    if (number === null)
      throw new Fault('precondition_failed', 'A test delivery cannot be repeated; send another test.')
    const event = await findEvent(tx, number)
    if (!event) throw new Fault('precondition_failed', 'The event of this delivery is no longer stored.')
    const body = await bodyOf(tx, webhook, event)
    if (!body) throw new Fault('precondition_failed', 'The event of this delivery is no longer stored.')
    return { webhook, messageId: messageIdOf(event.id), body }
  },
})

/** Notes what came of a delivery that somebody asked for, and shows it. */
export const keepDelivery = command({
  name: 'webhook-delivery.keep',
  permission: 'webhook:manage',
  input: z.strictObject({ sent: z.custom<Sent>() }),
  run: async ({ tx, scope }, { sent }) => toDelivery(await noteDelivery(tx, scope, sent)),
})
