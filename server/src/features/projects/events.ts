import type { Actor } from '#kernel/scope.ts'

const itsOwner = (actor: Actor, event: { payload: { ownerId: string } }): boolean =>
  actor.id === event.payload.ownerId

export const audience = {
  'project.created': itsOwner,
  'project.changed': itsOwner,
  'project.deleted': itsOwner,
} as const
