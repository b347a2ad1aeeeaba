import * as webhooks from '#features/webhooks/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/webhooks/:webhookId'

/** Webhooks: external URLs that receive events. */
export const webhooksRoutes: readonly Route[] = [
  route('GET', '/v1/webhooks', webhooks.listWebhooks, 'List webhooks'),
  making('/v1/webhooks', webhooks.createWebhook, 'Create a webhook'),
  route('PATCH', one, webhooks.changeWebhook, 'Change, stop or resume a webhook'),
  route('DELETE', one, webhooks.deleteWebhook, 'Delete a webhook'),
  route('POST', `${one}/rotate-secret`, webhooks.rotateWebhookSecret, 'Rotate the secret of a webhook'),
  route('POST', `${one}/test`, webhooks.testWebhook, 'Send a test delivery to a webhook'),
  route('POST', `${one}/retry`, webhooks.retryWebhook, 'Retry failed deliveries of a webhook now'),
  route('POST', `${one}/replay`, webhooks.replayWebhook, 'Resend all events since a given time'),
  route('GET', `${one}/deliveries`, webhooks.listWebhookDeliveries, 'List the deliveries of a webhook'),
  route(
    'POST',
    `${one}/deliveries/:deliveryId/repeat`,
    webhooks.repeatWebhookDelivery,
    'Resend one delivery of a webhook',
  ),
]
