import type { Manifest } from '#kernel/manifest.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'

/** What people wrote here, sealed where the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'conversation_shares', column: 'title', key: ['id'] },
]

export const manifest: Manifest = {
  contentColumns,
}

/** Who made the link, and those who look after what leaves the house. */
const itsOwner = (actor: Actor, { payload }: { payload: { ownerId: string } }): boolean =>
  actor.id === payload.ownerId || actor.permissions.has('audit:read')

/** Who may hear of its events. */
export const audience = {
  'share.created': itsOwner,
  'share.changed': itsOwner,
  'share.revoked': itsOwner,
  'share-settings.changed': (actor: Actor): boolean => actor.permissions.has('conversation:share'),
} as const
