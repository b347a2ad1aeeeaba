import { sql } from 'kysely'
import { idsOfVisitor } from '#features/conversations/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import type { PersonalData } from '#kernel/personal-data.ts'

/** The names that older systems give visitors and their messages, with the data stored about them. */
const personalNames: PersonalData = {
  name: 'names',
  // If the other one already has a name in the same system, this one stays: the ID behind it still resolves.
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
