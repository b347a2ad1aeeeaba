import type { PersonalData } from '#kernel/personal-data.ts'

/** Projects of visitors, who share none. */
export const personalProjects: PersonalData = {
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
