import type { PersonalData } from './personal-data.ts'

/** Where a visitor's requests came from, and what commands answered them for repeats. */
export const personalTraces: PersonalData = {
  name: 'traces',
  async move({ tx }, fromId, toId) {
    await tx.updateTable('request_origins').set({ actor_id: toId }).where('actor_id', '=', fromId).execute()
    const taken = tx.selectFrom('idempotency_keys').select('key').where('actor_id', '=', toId)
    await tx
      .updateTable('idempotency_keys')
      .set({ actor_id: toId })
      .where('actor_id', '=', fromId)
      .where('key', 'not in', taken)
      .execute()
  },
  collect: (tx, visitorId) =>
    tx
      .selectFrom('request_origins')
      .select(['address', 'user_agent as userAgent', 'created_at as at'])
      .where('actor_id', '=', visitorId)
      .orderBy('created_at')
      .execute(),
  async erase({ tx }, visitorId) {
    const origins = await tx
      .updateTable('request_origins')
      .set({ actor_name: '', actor_id: null, address: null, user_agent: null })
      .where('actor_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    const answers = await tx
      .deleteFrom('idempotency_keys')
      .where('actor_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(origins.numUpdatedRows) + Number(answers.numDeletedRows)
  },
}
