import type { Manifest } from '#kernel/manifest.ts'
import type { Actor } from '#kernel/scope.ts'
import { personalVisitorSessions } from './visitor-sessions/personal-data.ts'
import { sealedSecrets as sealedColumns } from './identity/secret.ts'

export const manifest: Manifest = {
  sealedColumns,
  personalData: [personalVisitorSessions],
}

const whoManagesWidgets = (actor: Actor): boolean => actor.permissions.has('tenant:manage')

/** Who may receive its events. */
export const audience = {
  'widget.created': whoManagesWidgets,
  'widget.changed': whoManagesWidgets,
  'widget.secret-changed': whoManagesWidgets,
  'widget.deleted': whoManagesWidgets,
} as const
