import { quoted } from '#platform/lexical/term-vector.ts'
import type { Scope } from '#kernel/scope.ts'

interface Place {
  tenantId: string
  ownerId: string
  inInbox: boolean
  projectId: string | null
}

/** Terms of an entry that say who may find it, so that the index alone keeps to them. */
export const placeMarks = ({ tenantId, ownerId, inInbox, projectId }: Place): string[] => [
  `@${tenantId}`,
  `=${ownerId}`,
  ...(inInbox ? [`#${tenantId}`] : []),
  ...(projectId === null ? [] : [`+${projectId}`]),
]

/**
 * Where this actor may look, as a tsquery: everywhere, or in one project. What it finds there is checked once more by
 * who may see it.
 */
export function placesFor(
  { tenantId, actor }: Scope,
  projectIds: readonly string[],
  within?: string,
): string {
  if (within !== undefined) return quoted(`+${within}`)
  if (actor.id === null || actor.permissions.has('internal')) return quoted(`@${tenantId}`)
  return [
    `=${actor.id}`,
    ...(actor.permissions.has('conversation:read-inbox') ? [`#${tenantId}`] : []),
    ...projectIds.map((id) => `+${id}`),
  ]
    .map(quoted)
    .join(' | ')
}
