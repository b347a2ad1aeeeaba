import { quoted } from '#platform/lexical/term-vector.ts'
import type { Scope } from '#kernel/scope.ts'

interface Place {
  tenantId: string
  ownerId: string
  isDesk: boolean
}

/** Terms of an entry that say who may find it, so that the index alone keeps to them. */
export const placeMarks = ({ tenantId, ownerId, isDesk }: Place): string[] => [
  `@${tenantId}`,
  `=${ownerId}`,
  ...(isDesk ? [`#${tenantId}`] : []),
]

/** Where this actor may look, as a tsquery. What it finds there is checked once more by who may see it. */
export function placesFor({ tenantId, actor }: Scope): string {
  if (actor.id === null || actor.permissions.has('internal')) return quoted(`@${tenantId}`)
  const own = quoted(`=${actor.id}`)
  return actor.permissions.has('conversation:read-desk') ? `${own} | ${quoted(`#${tenantId}`)}` : own
}
