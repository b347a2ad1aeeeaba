import type { PersonalData } from '#kernel/personal-data.ts'

/** In which threads of outside systems somebody writes. Their conversations take the threads with them. */
export const personalThreads: PersonalData = {
  name: 'threads',
  async move({ tx }, fromId, toId) {
    await tx
      .updateTable('channel_threads')
      .set({ visitor_id: toId })
      .where('visitor_id', '=', fromId)
      .execute()
  },
  collect: (tx, visitorId) =>
    tx
      .selectFrom('channel_threads')
      .select(['outside_id as outsideId', 'outside_person_id as outsidePersonId', 'created_at as at'])
      .where('visitor_id', '=', visitorId)
      .orderBy('id')
      .execute(),
  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('channel_threads')
      .where('visitor_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}
