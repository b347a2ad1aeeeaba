import type { PersonalData } from '#kernel/personal-data.ts'

/** The sessions of visitors in widgets. */
export const personalVisitorSessions: PersonalData = {
  name: 'visitorSessions',
  async move({ tx }, fromId, toId) {
    await tx
      .updateTable('visitor_sessions')
      .set({ visitor_id: toId })
      .where('visitor_id', '=', fromId)
      .execute()
  },
  collect: (tx, visitorId) =>
    tx
      .selectFrom('visitor_sessions')
      .innerJoin('widgets', 'widgets.id', 'visitor_sessions.widget_id')
      .select(['widgets.name as widget', 'visitor_sessions.created_at as at', 'consented_at as consentedAt'])
      .where('visitor_id', '=', visitorId)
      .orderBy('visitor_sessions.created_at')
      .execute(),
  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('visitor_sessions')
      .where('visitor_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}
