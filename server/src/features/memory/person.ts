import type { ConversationRow } from '#features/conversations/index.ts'
import { actorId, type Scope } from '#kernel/scope.ts'

/** Whom memories are about: always one person, a member or a visitor. */
export interface Person {
  readonly kind: 'member' | 'visitor'
  readonly id: string
}

/** The acting person. Memories are never about agents or the system. */
export const personOf = (scope: Scope): Person => ({
  kind: scope.actor.kind === 'visitor' ? 'visitor' : 'member',
  id: actorId(scope),
})

/** Whom an agent speaks with in a conversation. */
export const personIn = (row: Pick<ConversationRow, 'owner_kind' | 'owner_id'>): Person => ({
  kind: row.owner_kind === 'visitor' ? 'visitor' : 'member',
  id: row.owner_id,
})

/** A person as columns of a row that is about them. */
export const columnsOf = ({ kind, id }: Person) => ({
  member_id: kind === 'member' ? id : null,
  visitor_id: kind === 'visitor' ? id : null,
})

/** The person that a row is about. */
export const personFrom = (row: { person_id: string; visitor_id: string | null }): Person => ({
  kind: row.visitor_id === null ? 'member' : 'visitor',
  id: row.person_id,
})
