import type { Actor } from '#kernel/scope.ts'

/** Who made the link, and those who look after what leaves the house. */
const itsOwner = (actor: Actor, { payload }: { payload: { ownerId: string } }): boolean =>
  actor.id === payload.ownerId || actor.permissions.has('audit:read')

export const audience = {
  'share.created': itsOwner,
  'share.changed': itsOwner,
  'share.revoked': itsOwner,
  'share-settings.changed': (actor: Actor): boolean => actor.permissions.has('conversation:share'),
} as const
