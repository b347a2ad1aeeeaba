import type { Actor } from '#kernel/scope.ts'

const whoManagesWebhooks = (actor: Actor) => actor.permissions.has('webhook:manage')

export const audience = {
  'webhook.created': whoManagesWebhooks,
  'webhook.changed': whoManagesWebhooks,
  'webhook.secret-rotated': whoManagesWebhooks,
  'webhook.replayed': whoManagesWebhooks,
  'webhook.stopped': whoManagesWebhooks,
  'webhook.deleted': whoManagesWebhooks,
} as const
