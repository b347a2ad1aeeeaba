import { type Insertable, type Selectable, sql } from 'kysely'
import type { WebhookDelivery, WebhookErrorCode } from '#contract/shapes/webhook.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Cursor } from '#kernel/cursor.ts'
import { notFound } from '#kernel/fault.ts'

export type DeliveryRow = Selectable<Schema['webhook_deliveries']>

const KEPT = sql<Date>`now() - interval '14 days'`

export const toDelivery = (row: DeliveryRow): WebhookDelivery => ({
  id: row.id,
  why: row.why as WebhookDelivery['why'],
  eventNumber: row.event_number,
  eventType: row.event_type,
  messageId: row.message_id,
  try: row.try,
  isDelivered: row.error_code === null,
  status: row.status,
  errorCode: row.error_code as WebhookErrorCode | null,
  requestHeaders: row.request_headers as Record<string, string>,
  responseHeaders: row.response_headers as Record<string, string>,
  responseText: row.response_text,
  tookMs: row.took_ms,
  createdAt: row.created_at.toISOString(),
})

export const insertDelivery = (
  tx: Transaction,
  row: Insertable<Schema['webhook_deliveries']>,
): Promise<DeliveryRow> =>
  tx.insertInto('webhook_deliveries').values(row).returningAll().executeTakeFirstOrThrow()

/** Deliveries to a webhook, the newest first: ids grow with time. */
export function findDeliveries(
  tx: Reader,
  { webhookId, outcome }: { webhookId: string; outcome?: 'delivered' | 'failed' | undefined },
  { limit, after }: { limit: number; after: Cursor | null },
): Promise<DeliveryRow[]> {
  let select = tx
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .orderBy('id', 'desc')
    .limit(limit)
  if (outcome) select = select.where('error_code', outcome === 'delivered' ? 'is' : 'is not', null)
  if (after) select = select.where('id', '<', after.id)
  return select.execute()
}

/** The delivery, or Fault `not_found`. */
export async function requireDelivery(tx: Reader, webhookId: string, id: string): Promise<DeliveryRow> {
  const row = await tx
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('delivery')
  return row
}

/** Deletes deliveries that are older than anyone looks for. */
export const forgetOldDeliveries = async (tx: Transaction, webhookId: string) =>
  void (await tx
    .deleteFrom('webhook_deliveries')
    .where('webhook_id', '=', webhookId)
    .where('created_at', '<', KEPT)
    .execute())
