import type { Manifest } from '#kernel/manifest.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'conversation_shares', column: 'title', key: ['id'] },
]

export const manifest: Manifest = {
  contentColumns,
}

/** Who created the link, and the people responsible for what leaves the organization. */
const itsOwner = (actor: Actor, { payload }: { payload: { ownerId: string } }): boolean =>
  actor.id === payload.ownerId || actor.permissions.has('audit:read')

/** Who may receive its events. */
export const audience = {
  'share.created': itsOwner,
  'share.changed': itsOwner,
  'share.revoked': itsOwner,
  'share-settings.changed': (actor: Actor): boolean => actor.permissions.has('conversation:share'),
} as const
