import { uuidv7 } from 'uuidv7'
import type { Maker } from './cast.ts'

/** A conversation, once its owner is asked how it went. */
export async function asked(
  { scope: { app, tenantId, actor } }: Maker,
  conversationId: string,
): Promise<string> {
  await app.database.write(tenantId, (tx) =>
    tx
      .insertInto('csat_ratings')
      .values({
        tenant_id: tenantId,
        id: uuidv7(),
        conversation_id: conversationId,
        owner_kind: actor.kind,
        owner_id: actor.id ?? '',
        resolved_at: new Date(),
        asked_at: new Date(),
      })
      .execute(),
  )
  return conversationId
}
