import type { PersonalData } from '#kernel/personal-data.ts'

/** What lets visitors' browsers in. */
export const personalPasses: PersonalData = {
  name: 'passes',
  async move({ tx }, fromId, toId) {
    await tx.updateTable('widget_passes').set({ visitor_id: toId }).where('visitor_id', '=', fromId).execute()
  },
  collect: (tx, visitorId) =>
    tx
      .selectFrom('widget_passes')
      .innerJoin('widgets', 'widgets.id', 'widget_passes.widget_id')
      .select(['widgets.name as widget', 'widget_passes.created_at as at', 'consented_at as consentedAt'])
      .where('visitor_id', '=', visitorId)
      .orderBy('widget_passes.created_at')
      .execute(),
  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('widget_passes')
      .where('visitor_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}
