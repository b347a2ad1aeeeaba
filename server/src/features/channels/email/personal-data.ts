import type { PersonalData } from '#kernel/personal-data.ts'

/** Mails of somebody and to them, and those that were not taken. */
export const personalMails: PersonalData = {
  name: 'mails',
  async move({ tx }, fromId, toId) {
    await tx.updateTable('channel_mails').set({ person_id: toId }).where('person_id', '=', fromId).execute()
  },
  collect: (tx, visitorId) =>
    tx
      .selectFrom('channel_mails')
      .select(['direction', 'state', 'address', 'subject', 'whole', 'created_at as at'])
      .where('person_id', '=', visitorId)
      .orderBy('id')
      .execute(),
  async erase({ tx }, visitorId) {
    // Their addresses, wherever they stand: also above mails that were not taken and that nobody's name is on.
    const written = tx.selectFrom('channel_mails').select('address').where('person_id', '=', visitorId)
    const addresses = tx
      .selectFrom('channel_threads')
      .select('outside_person_id as address')
      .where('visitor_id', '=', visitorId)
      .union(written)
    const { numDeletedRows } = await tx
      .deleteFrom('channel_mails')
      .where((eb) => eb.or([eb('person_id', '=', visitorId), eb('address', 'in', addresses)]))
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}
