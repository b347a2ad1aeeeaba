import type { Actor } from '#kernel/scope.ts'

interface OfProject {
  payload: { ownerId: string; memberIds?: string[] | undefined }
}

/** Its members at that moment; a visitor's is theirs alone. */
const itsMembers = (actor: Actor, { payload: { ownerId, memberIds } }: OfProject): boolean =>
  actor.id !== null && (memberIds ?? [ownerId]).includes(actor.id)

export const audience = {
  'project.created': itsMembers,
  'project.changed': itsMembers,
  'project.deleted': itsMembers,
  'project.member-set': (actor: Actor, event: OfProject & { payload: { memberId: string } }): boolean =>
    itsMembers(actor, event) || actor.id === event.payload.memberId,
} as const
