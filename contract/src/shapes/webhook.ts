import { z } from 'zod'
import type { EventType } from '../events.ts'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

/** The events that webhooks can receive. Events of a conversation are sent only if operators can see it. */
export const webhookEventTypes = [
  'conversation.opened',
  'conversation.changed',
  'conversation.deleted',
  'conversation.handed',
  'message.created',
  'reply.ended',
  'handoff.requested',
  'contact.added',
  'contact.changed',
  'contact.merged',
  'contact.blocked',
  'contact.unblocked',
  'contact.erased',
  'agent.created',
  'agent.changed',
  'agent.deleted',
  'document.added',
  'document.replaced',
  'document.deleted',
  'evaluation-run.ended',
  'suggestion.made',
  'unanswered-question.changed',
  'member.registered',
  'member.changed',
  'member.removed',
] as const satisfies readonly EventType[]
export const WebhookEventType = z.enum(webhookEventTypes)
export type WebhookEventType = z.infer<typeof WebhookEventType>

const isWebAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

const facts = {
  name: z.string().trim().min(1).max(80),
  url: z
    .string()
    .trim()
    .max(500)
    .refine(isWebAddress, 'expected an http or https URL without user and password')
    .describe('The URL that receives deliveries, http or https.'),
  eventTypes: z
    .array(WebhookEventType)
    .max(webhookEventTypes.length)
    .describe('The types of events to deliver.'),
  channelId: id('channel')
    .nullable()
    .describe('The channel whose answers the webhook delivers instead of events; null: it delivers events.'),
  carriesText: z
    .boolean()
    .describe(
      'Whether `message.created` and `reply.ended` include the text of the message; otherwise only ids.',
    ),
}

export const WebhookErrorCode = z
  .enum(['refused', 'gone', 'redirect', 'timeout', 'unreachable', 'private-address', 'seal-broken'])
  .describe(
    'Why a delivery failed. `refused`: the receiver answered with a status other than 2xx. `gone`: it answered 410, which stops the webhook. `redirect`: it redirected; redirects are not followed. `timeout`: no answer in time. `unreachable`: no connection. `private-address`: the URL is on a private network. `seal-broken`: the secret of the webhook cannot be decrypted on this server; rotate it.',
  )
export type WebhookErrorCode = z.infer<typeof WebhookErrorCode>

export const Webhook = z
  .object({
    id: id('webhook'),
    ...facts,
    state: z
      .enum(['active', 'failing', 'stopped'])
      .describe(
        '`active`: deliveries succeed; `failing`: an event could not be delivered, and later events wait for it; `stopped`: nothing is delivered.',
      ),
    stoppedWhy: z
      .enum(['by-hand', 'gone', 'failing'])
      .nullable()
      .describe(
        'Why the webhook is stopped; null if it is not. `by-hand`: a person stopped it; `gone`: the receiver answered 410; `failing`: deliveries failed for five days.',
      ),
    failingSince: Instant.nullable().describe('Since when deliveries fail; null if they do not.'),
    nextTryAt: Instant.nullable().describe('When a failed delivery is retried; null if none waits.'),
    behind: z.int().describe('Number of events of the tenant since the last one that the webhook processed.'),
    signedTwiceUntil: Instant.nullable().describe(
      'Until when deliveries are signed with the previous secret too, after a rotation; null: only one secret.',
    ),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>
export const WebhookList = z.object({ items: z.array(Webhook) }).meta({ id: 'WebhookList' })

const secret = z.string().describe('The secret that signs deliveries, `whsec_…`. Shown only once.')
export const NewWebhook = z.object({ webhook: Webhook, secret }).meta({ id: 'NewWebhook' })
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookRef = z.strictObject({ webhookId: id('webhook') })
export const CreateWebhook = z.strictObject({
  ...facts,
  eventTypes: facts.eventTypes.default([]),
  channelId: facts.channelId.default(null),
  carriesText: facts.carriesText.default(false),
})
export const ChangeWebhook = WebhookRef.extend({
  name: facts.name.optional(),
  url: facts.url.optional(),
  eventTypes: facts.eventTypes.optional(),
  carriesText: facts.carriesText.optional(),
  isStopped: z.boolean().optional().describe('True to stop the webhook, false to resume it.'),
  skipsMissed: z
    .boolean()
    .optional()
    .describe(
      'Whether to skip the events since the webhook stopped or started failing, and continue with new ones.',
    ),
})
export const RotateWebhookSecret = WebhookRef.extend({
  formerHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .describe('Hours for which deliveries are signed with the previous secret too; 0: not at all.'),
})
export const ReplayWebhook = WebhookRef.extend({
  since: Instant.describe('Resend all events since this time, in order, before new events.'),
})

export const WebhookDelivery = z
  .object({
    id: id('webhookDelivery'),
    why: z
      .enum(['event', 'again', 'test'])
      .describe(
        'Why it was sent. `event`: the event happened; `again`: a person asked to resend it; `test`: a test.',
      ),
    eventNumber: z.int().nullable().describe('The number of the event; null for a test.'),
    eventType: z.string().describe('The type of the event, such as `message.created`.'),
    messageId: z
      .string()
      .describe('The `webhook-id` header, the same for every attempt to deliver an event.'),
    try: z.int().describe('The number of the attempt, starting at 1.'),
    isDelivered: z.boolean().describe('Whether the receiver accepted the delivery with a 2xx status.'),
    status: z.int().nullable().describe('The HTTP status of the response; null without a response.'),
    errorCode: WebhookErrorCode.nullable(),
    requestHeaders: z.record(z.string(), z.string()).describe('The headers that were sent, without secrets.'),
    responseHeaders: z.record(z.string(), z.string()).describe('The headers of the response.'),
    responseText: z.string().describe('The first KiB of the response body.'),
    tookMs: z.int().describe('Duration of the attempt in milliseconds.'),
    createdAt: Instant,
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
export const WebhookDeliveryPage = pageOf(WebhookDelivery).meta({ id: 'WebhookDeliveryPage' })
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>

export const ListWebhookDeliveries = PageQuery.extend({
  ...WebhookRef.shape,
  outcome: z
    .enum(['delivered', 'failed'])
    .optional()
    .describe('Only deliveries with this outcome. Omitted: all.'),
})
export const WebhookDeliveryRef = WebhookRef.extend({ deliveryId: id('webhookDelivery') })

/** The body of a delivery to a webhook. */
export const WebhookBody = z
  .object({
    type: z.string().describe('The type of the event; `webhook.test` for a test.'),
    timestamp: Instant.describe('When the event happened.'),
    number: z
      .int()
      .nullable()
      .describe('The number of the event, which grows with every event of the tenant; null for a test.'),
    tenantId: z.uuid(),
    actor: z.object({ kind: z.string(), id: z.uuid().nullable() }).describe('Who caused the event.'),
    data: z
      .record(z.string(), z.unknown())
      .describe('Ids and small facts, which depend on the type of the event.'),
  })
  .meta({ id: 'WebhookBody' })
export type WebhookBody = z.infer<typeof WebhookBody>
