import type { Actor } from '#kernel/scope.ts'

const whoManagesChannels = (actor: Actor) => actor.permissions.has('channel:manage')

export const audience = {
  'channel.created': whoManagesChannels,
  'channel.changed': whoManagesChannels,
  'channel.secret-changed': whoManagesChannels,
  'channel.deleted': whoManagesChannels,
} as const
