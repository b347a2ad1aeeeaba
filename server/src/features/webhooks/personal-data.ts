import type { PersonalData } from '#kernel/personal-data.ts'

/** What receivers answered to events of somebody's conversations, which may repeat their words. */
export const personalDeliveries: PersonalData = {
  name: 'deliveries',
  async move({ tx }, fromId, toId) {
    await tx
      .updateTable('webhook_deliveries')
      .set({ person_id: toId })
      .where('person_id', '=', fromId)
      .execute()
  },
  async erase({ tx }, visitorId) {
    const { numUpdatedRows } = await tx
      .updateTable('webhook_deliveries')
      .set({ person_id: null, response_text: '' })
      .where('person_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  },
}
