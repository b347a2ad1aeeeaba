import type { Place } from '#features/conversations/index.ts'
import type { Transaction } from '#platform/database/open.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { membersOf } from './member-store.ts'
import { reaches } from './role.ts'
import { holdProject } from './visible.ts'

/**
 * A project that this actor may put conversations in, with who sees them there and which agent answers by default. Its
 * members stay fixed until the transaction ends. Fault `not_found`, or `forbidden` for read-only members.
 */
export async function placeIn(
  tx: Transaction,
  scope: Scope,
  projectId: string,
): Promise<{ place: Place; agentId: string | null }> {
  const { agent_id: agentId } = await holdProject(tx, scope, projectId)
  return { place: await placeOfMembers(tx, projectId), agentId }
}

/** The same, or null where this actor may not, or not any more. */
export async function findPlaceFor(tx: Transaction, scope: Scope, projectId: string): Promise<Place | null> {
  try {
    return (await placeIn(tx, scope, projectId)).place
  } catch (error) {
    if (error instanceof Fault && (error.code === 'not_found' || error.code === 'forbidden')) return null
    throw error
  }
}

/** Who currently sees the contents of a project. */
export async function placeOfMembers(tx: Transaction, projectId: string): Promise<Place> {
  const members = await membersOf(tx, [projectId])
  return {
    projectId,
    readerIds: members.map(({ memberId }) => memberId),
    writerIds: members.flatMap(({ memberId, role }) => (reaches(role, 'editor') ? [memberId] : [])),
  }
}
