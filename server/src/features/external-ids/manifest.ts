import { sql } from 'kysely'
import { idsOfVisitor } from '#features/conversations/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import type { PersonalData } from '#kernel/personal-data.ts'

/** What older systems call visitors and what they said, with what those keep of it. */
const personalNames: PersonalData = {
  name: 'names',
  // A name that the other has already, in the same system, stays where it is: the id behind it resolves all the same.
  move: async ({ tx }, fromId, toId) =>
    void (await sql`
      UPDATE external_ids e SET id = ${toId}::uuid WHERE id = ${fromId}::uuid AND NOT EXISTS (
        SELECT FROM external_ids o WHERE o.dialect = e.dialect AND o.kind = e.kind AND o.id = ${toId}::uuid)`.execute(
      tx,
    )),
  collect: (tx, visitorId) =>
    tx
      .selectFrom('external_ids')
      .select(['kind', 'external_id as name', 'facts'])
      .where('id', '=', visitorId)
      .orderBy('created_at')
      .execute(),
  async erase({ tx }, visitorId) {
    const { conversationIds, messageIds } = await idsOfVisitor(tx, visitorId)
    const { numDeletedRows } = await tx
      .deleteFrom('external_ids')
      .where(sql<boolean>`id = ANY(${[visitorId, ...conversationIds, ...messageIds]}::uuid[])`)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}

export const manifest: Manifest = {
  personalData: [personalNames],
}
