import { get, patch, post, remove } from '../route.ts'

/** Webhooks and their deliveries. */
export const webhooksRoutes = {
  webhooks: {
    list: get('/v1/webhooks', {
      name: 'webhook.list',
      permission: 'webhook:manage',
      output: 'WebhookList',
      summary: 'List webhooks',
    }),
    create: post('/v1/webhooks', {
      name: 'webhook.create',
      permission: 'webhook:manage',
      input: 'CreateWebhook',
      output: 'NewWebhook',
      status: 201,
      summary: 'Create a webhook',
    }),
    change: patch('/v1/webhooks/:webhookId', {
      name: 'webhook.change',
      permission: 'webhook:manage',
      input: 'ChangeWebhook',
      output: 'Webhook',
      summary: 'Change, stop or resume a webhook',
    }),
    remove: remove('/v1/webhooks/:webhookId', {
      name: 'webhook.delete',
      permission: 'webhook:manage',
      summary: 'Delete a webhook',
    }),
    rotateSecret: post('/v1/webhooks/:webhookId/rotate-secret', {
      name: 'webhook.rotate-secret',
      permission: 'webhook:manage',
      input: 'RotateWebhookSecret',
      output: 'NewWebhook',
      summary: 'Rotate the secret of a webhook',
    }),
    /** Sends a test event, and returns its outcome. */
    test: post('/v1/webhooks/:webhookId/test', {
      name: 'webhook.test',
      permission: 'webhook:manage',
      output: 'WebhookDelivery',
      summary: 'Send a test delivery to a webhook',
    }),
    retry: post('/v1/webhooks/:webhookId/retry', {
      name: 'webhook.retry',
      permission: 'webhook:manage',
      output: 'Webhook',
      summary: 'Retry failed deliveries of a webhook now',
    }),
    replay: post('/v1/webhooks/:webhookId/replay', {
      name: 'webhook.replay',
      permission: 'webhook:manage',
      input: 'ReplayWebhook',
      output: 'Webhook',
      summary: 'Resend all events since a given time',
    }),
    deliveries: get('/v1/webhooks/:webhookId/deliveries', {
      name: 'webhook-delivery.list',
      permission: 'webhook:manage',
      refreshedBy: ['webhook'],
      input: 'ListWebhookDeliveries',
      output: 'WebhookDeliveryPage',
      summary: 'List the deliveries of a webhook',
    }),
    repeat: post('/v1/webhooks/:webhookId/deliveries/:deliveryId/repeat', {
      name: 'webhook-delivery.repeat',
      permission: 'webhook:manage',
      output: 'WebhookDelivery',
      summary: 'Resend one delivery of a webhook',
    }),
  },
} as const
