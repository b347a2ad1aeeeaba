import type { z } from 'zod'
import type {
  ChangeWebhook,
  CreateWebhook,
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookList,
} from '#contract/shapes/webhook.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** Addresses outside that are told what happens. */
export const webhookCalls = ({ call }: Transport) => ({
  list: () => call<z.output<typeof WebhookList>>('GET', '/v1/webhooks'),
  create: (body: z.input<typeof CreateWebhook>) => call<NewWebhook>('POST', '/v1/webhooks', { body }),
  change: (webhookId: string, body: Omit<z.input<typeof ChangeWebhook>, 'webhookId'>) =>
    call<Webhook>('PATCH', path`/v1/webhooks/${webhookId}`, { body }),
  remove: (webhookId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/webhooks/${webhookId}`, options),
  rotateSecret: (webhookId: string, formerHours?: number) =>
    call<NewWebhook>('POST', path`/v1/webhooks/${webhookId}/rotate-secret`, { body: { formerHours } }),
  /** Sends a test, and says what came of it. */
  test: (webhookId: string) => call<WebhookDelivery>('POST', path`/v1/webhooks/${webhookId}/test`),
  retry: (webhookId: string) => call<Webhook>('POST', path`/v1/webhooks/${webhookId}/retry`),
  replay: (webhookId: string, since: string) =>
    call<Webhook>('POST', path`/v1/webhooks/${webhookId}/replay`, { body: { since } }),
  deliveries: (webhookId: string, query: PageOptions & { outcome?: 'delivered' | 'failed' } = {}) =>
    call<WebhookDeliveryPage>('GET', path`/v1/webhooks/${webhookId}/deliveries`, { query: { ...query } }),
  repeat: (webhookId: string, deliveryId: string) =>
    call<WebhookDelivery>('POST', path`/v1/webhooks/${webhookId}/deliveries/${deliveryId}/repeat`),
})
