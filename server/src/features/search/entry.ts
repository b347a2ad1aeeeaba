import { quoted } from '#platform/lexical/term-vector.ts'
import type { Scope } from '#kernel/scope.ts'

interface Place {
  tenantId: string
  ownerId: string
  inInbox: boolean
  projectId: string | null
}

/** Terms of an entry that say who may find it, so that the index itself restricts the search. */
export const placeMarks = ({ tenantId, ownerId, inInbox, projectId }: Place): string[] => [
  `@${tenantId}`,
  `=${ownerId}`,
  ...(inInbox ? [`#${tenantId}`] : []),
  ...(projectId === null ? [] : [`+${projectId}`]),
]

/**
 * Where this actor may search, as a tsquery: everywhere, or in one project. Results are checked once more for
 * visibility.
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
