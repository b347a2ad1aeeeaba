import { z } from 'zod'
import type { EventType } from '../events.ts'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

/** The events that webhooks can hear of. Those of a conversation are told only of conversations that operators see. */
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
    .refine(isWebAddress, 'expected an http or https address without user and password'),
  eventTypes: z.array(WebhookEventType).max(webhookEventTypes.length),
  channelId: id('channel')
    .nullable()
    .describe('Whose answers it carries out, instead of events; null for a webhook that is told of events.'),
  carriesText: z
    .boolean()
    .describe('Whether `message.created` and `reply.ended` carry what was said; ids alone without it.'),
}

export const WebhookErrorCode = z
  .enum(['refused', 'gone', 'redirect', 'timeout', 'unreachable', 'private-address', 'seal-broken'])
  .describe(
    'Why a delivery failed. `refused`: another status than 2xx. `gone`: 410, which stops the webhook. `redirect`: none is followed. `private-address`: it led into a private network. `seal-broken`: its secret was sealed under another key of the server.',
  )
export type WebhookErrorCode = z.infer<typeof WebhookErrorCode>

export const Webhook = z
  .object({
    id: id('webhook'),
    ...facts,
    state: z
      .enum(['active', 'failing', 'stopped'])
      .describe('`failing`: an event could not be delivered and holds those after it until it is.'),
    stoppedWhy: z
      .enum(['by-hand', 'gone', 'failing'])
      .nullable()
      .describe('`gone`: its receiver answered 410. `failing`: it failed for five days.'),
    failingSince: Instant.nullable(),
    nextTryAt: Instant.nullable(),
    behind: z.int().describe('How many events of the tenant happened since the last that it was told of.'),
    signedTwiceUntil: Instant.nullable().describe('Until then deliveries are signed with two secrets.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>
export const WebhookList = z.object({ items: z.array(Webhook) }).meta({ id: 'WebhookList' })

const secret = z.string().describe('`whsec_…`, what deliveries are signed with. Shown this once.')
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
  isStopped: z.boolean().optional(),
  skipsMissed: z
    .boolean()
    .optional()
    .describe('Whether it goes on from now, and never hears of what happened since it stopped or fails.'),
})
export const RotateWebhookSecret = WebhookRef.extend({
  formerHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .describe('How long deliveries are signed with the secret before, too.'),
})
export const ReplayWebhook = WebhookRef.extend({
  since: Instant.describe('Everything since then is told once more, in order, before what is new.'),
})

export const WebhookDelivery = z
  .object({
    id: id('webhookDelivery'),
    why: z.enum(['event', 'again', 'test']).describe('`again`: somebody wanted it once more.'),
    eventNumber: z.int().nullable().describe('Null for a test.'),
    eventType: z.string(),
    messageId: z.string().describe('The `webhook-id` header; the same for every try of one event.'),
    try: z.int().describe('1 for the first.'),
    isDelivered: z.boolean(),
    status: z.int().nullable().describe('What the receiver answered; null where it did not.'),
    errorCode: WebhookErrorCode.nullable(),
    requestHeaders: z.record(z.string(), z.string()),
    responseHeaders: z.record(z.string(), z.string()),
    responseText: z.string().describe('The first KiB of the answer.'),
    tookMs: z.int(),
    createdAt: Instant,
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
export const WebhookDeliveryPage = pageOf(WebhookDelivery).meta({ id: 'WebhookDeliveryPage' })
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>

export const ListWebhookDeliveries = PageQuery.extend({
  ...WebhookRef.shape,
  outcome: z.enum(['delivered', 'failed']).optional(),
})
export const WebhookDeliveryRef = WebhookRef.extend({ deliveryId: id('webhookDelivery') })

/** What a webhook is sent. */
export const WebhookBody = z
  .object({
    type: z.string().describe('The type of the event; `webhook.test` for a test.'),
    timestamp: Instant.describe('When it happened.'),
    number: z.int().nullable().describe('Grows with every event of the tenant; null for a test.'),
    tenantId: z.uuid(),
    actor: z.object({ kind: z.string(), id: z.uuid().nullable() }).describe('Who did it.'),
    data: z.record(z.string(), z.unknown()).describe('Ids and small facts, by the type of the event.'),
  })
  .meta({ id: 'WebhookBody' })
export type WebhookBody = z.infer<typeof WebhookBody>
