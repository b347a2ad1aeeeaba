import type { PersonalData } from '#kernel/personal-data.ts'

/** Emails from and to a person, including ignored ones. */
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
    // All their addresses, also those of ignored emails without a contact.
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
