import type { Selectable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type VisitorSessionRow = Selectable<Schema['visitor_sessions']>

/** The visitor session with that token; null if there is none. */
export const findVisitorSession = async (tx: Reader, tokenHash: string): Promise<VisitorSessionRow | null> =>
  (await tx
    .selectFrom('visitor_sessions')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()) ?? null

/** Stores a visitor session, and deletes expired ones of its widget. */
export async function insertVisitorSession(
  tx: Transaction,
  tenantId: string,
  facts: {
    widgetId: string
    visitorId: string
    tokenHash: string
    isVerified: boolean
    expiresAt: Date
    consentedAt: Date | null
  },
): Promise<void> {
  await tx
    .deleteFrom('visitor_sessions')
    .where('widget_id', '=', facts.widgetId)
    .where('expires_at', '<', new Date())
    .execute()
  await tx
    .insertInto('visitor_sessions')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      widget_id: facts.widgetId,
      visitor_id: facts.visitorId,
      token_hash: facts.tokenHash,
      is_verified: facts.isVerified,
      expires_at: facts.expiresAt,
      consented_at: facts.consentedAt,
    })
    .execute()
}

export const removeVisitorSession = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('visitor_sessions').where('id', '=', id).execute())

/** Ends the visitor sessions of a widget that prove no identity. */
export const endUnverifiedSessions = async (tx: Transaction, widgetId: string) =>
  void (await tx
    .deleteFrom('visitor_sessions')
    .where('widget_id', '=', widgetId)
    .where('is_verified', '=', false)
    .execute())
