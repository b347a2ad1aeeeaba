import type { Manifest } from '#kernel/manifest.ts'
import type { Actor } from '#kernel/scope.ts'
import { sealedKeys } from './access-of.ts'

export const manifest: Manifest = {
  sealedColumns: [sealedKeys],
}

const whoManagesModels = (actor: Actor) => actor.permissions.has('model:manage')

/** Who may receive its events. */
export const audience = {
  'connection.created': whoManagesModels,
  'connection.changed': whoManagesModels,
  'connection.deleted': whoManagesModels,
  'model.failed': whoManagesModels,
  // Whoever picks models is shown which one is picked for them.
  'default-model.changed': (actor: Actor) => actor.permissions.has('agent:read'),
} as const
