import { z } from 'zod'
import {
  ListWebhookDeliveries,
  WebhookDeliveryPage,
  WebhookDelivery,
  WebhookDeliveryRef,
  WebhookRef,
  ReplayWebhook,
  Webhook,
} from '#contract/shapes/webhook.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, flow, command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { findEvent, lastNumber, numberBefore } from '#platform/outbox/find-events.ts'
import { findDeliveries, toDelivery, requireDelivery } from './delivery-store.ts'
import { requireWebhook, lockWebhook, updateWebhook } from './webhook-store.ts'
import { sendEvent, type Letter, messageIdOf } from './deliver/send-event.ts'
import { bodyOf } from './deliver/body-of.ts'
import { noteDelivery, type Sent } from './deliver/note-delivery.ts'
import { beginBatch } from './deliver/begin-batches.ts'
import { toWebhook } from './webhook.ts'

/** Lists the deliveries of a webhook with the responses, newest first. */
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

/** Sends one event to a webhook again, immediately and with the same ID, and returns the response. */
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

/** The webhook. Part of `testWebhook`. */
export const lookUpWebhook = query({
  name: 'webhook.look-up',
  permission: 'webhook:manage',
  input: WebhookRef,
  run: ({ tx }, { webhookId }) => requireWebhook(tx, webhookId),
})

/** The content of a delivery, with current data. Part of `repeatWebhookDelivery`. */
const lookUpDelivery = query({
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

/** Records the outcome of a requested delivery and returns it. */
export const keepDelivery = command({
  name: 'webhook-delivery.keep',
  permission: 'webhook:manage',
  input: z.strictObject({ sent: z.custom<Sent>() }),
  run: async ({ tx, scope }, { sent }) => toDelivery(await noteDelivery(tx, scope, sent)),
})

/** Sends a webhook all events since a given time again, with the same IDs, before new ones. */
export const replayWebhook = command({
  name: 'webhook.replay',
  permission: 'webhook:manage',
  input: ReplayWebhook,
  output: Webhook,
  async run(context, { webhookId, since }) {
    const { tx, scope, emit } = context
    const before = await lockWebhook(tx, webhookId)
    if (before.stopped_at) throw new Fault('precondition_failed', 'This webhook is stopped; resume it first.')
    const position = Math.min(before.position, await numberBefore(tx, new Date(since)))
    const row = await updateWebhook(tx, webhookId, { position, tries: 0 })
    await beginBatch(context, row)
    emit({ type: 'webhook.replayed', payload: { webhookId, name: row.name } })
    return toWebhook(scope, row, await lastNumber(tx))
  },
})
