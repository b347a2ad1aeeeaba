import type { Selectable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type PassRow = Selectable<Schema['widget_passes']>

/** The pass of that token, null when there is none. */
export const findPassOfToken = async (tx: Reader, tokenHash: string): Promise<PassRow | null> =>
  (await tx.selectFrom('widget_passes').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()) ??
  null

/** Stores a pass, and forgets those of its widget that have expired. */
export async function insertPass(
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
    .deleteFrom('widget_passes')
    .where('widget_id', '=', facts.widgetId)
    .where('expires_at', '<', new Date())
    .execute()
  await tx
    .insertInto('widget_passes')
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

export const removePass = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('widget_passes').where('id', '=', id).execute())

/** Ends the passes of a widget that prove no identity. */
export const endUnverifiedPasses = async (tx: Transaction, widgetId: string) =>
  void (await tx
    .deleteFrom('widget_passes')
    .where('widget_id', '=', widgetId)
    .where('is_verified', '=', false)
    .execute())
