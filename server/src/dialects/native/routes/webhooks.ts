import * as webhooks from '#features/webhooks/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/webhooks/:webhookId'

/** Addresses outside that are told what happens. */
export const webhooksRoutes: readonly Route[] = [
  route('GET', '/v1/webhooks', webhooks.listWebhooks, 'List webhooks'),
  making('/v1/webhooks', webhooks.createWebhook, 'Tell an address of what happens'),
  route('PATCH', one, webhooks.changeWebhook, 'Change, stop or resume a webhook'),
  route('DELETE', one, webhooks.deleteWebhook, 'Remove a webhook'),
  route('POST', `${one}/rotate-secret`, webhooks.rotateWebhookSecret, 'Give a webhook another secret'),
  route('POST', `${one}/test`, webhooks.testWebhook, 'Send a webhook a test'),
  route('POST', `${one}/retry`, webhooks.retryWebhook, 'Try at once again what failed'),
  route('POST', `${one}/replay`, webhooks.replayWebhook, 'Tell once more of everything since a moment'),
  route('GET', `${one}/deliveries`, webhooks.listWebhookDeliveries, 'List what a webhook was sent'),
  route(
    'POST',
    `${one}/deliveries/:deliveryId/repeat`,
    webhooks.repeatWebhookDelivery,
    'Tell a webhook of one event once more',
  ),
]
