import type { Manifest } from '#kernel/manifest.ts'
import type { Actor } from '#kernel/scope.ts'
import type { PersonalData } from '#kernel/personal-data.ts'

/** Projects of visitors, who share none. */
const personalProjects: PersonalData = {
  name: 'projects',
  move: async ({ tx }, fromId, toId) =>
    void (await tx
      .updateTable('projects')
      .set({ owner_id: toId })
      .where('owner_id', '=', fromId)
      .where('owner_kind', '=', 'visitor')
      .execute()),
  collect: (tx, visitorId) =>
    tx
      .selectFrom('projects')
      .select(['id', 'name'])
      .where('owner_id', '=', visitorId)
      .orderBy('id')
      .execute(),
  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('projects')
      .where('owner_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}

export const manifest: Manifest = {
  personalData: [personalProjects],
}

interface OfProject {
  payload: { ownerId: string; memberIds?: string[] | undefined }
}

/** Its current members; a visitor's project belongs to the visitor alone. */
const itsMembers = (actor: Actor, { payload: { ownerId, memberIds } }: OfProject): boolean =>
  actor.id !== null && (memberIds ?? [ownerId]).includes(actor.id)

/** Who may receive its events. */
export const audience = {
  'project.created': itsMembers,
  'project.changed': itsMembers,
  'project.deleted': itsMembers,
  'project.member-set': (actor: Actor, event: OfProject & { payload: { memberId: string } }): boolean =>
    itsMembers(actor, event) || actor.id === event.payload.memberId,
} as const
