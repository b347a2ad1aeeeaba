import { type Insertable, sql, type Updateable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { WebhookRow } from './webhook.ts'

/** All webhooks of the tenant, the oldest first. */
export const listWebhookRows = (tx: Reader): Promise<WebhookRow[]> =>
  tx.selectFrom('webhooks').selectAll().orderBy('id').execute()

/** Webhooks that receive events, locked in one order until the transaction ends. */
export const lockActiveWebhooks = (tx: Transaction): Promise<WebhookRow[]> =>
  tx.selectFrom('webhooks').selectAll().where('stopped_at', 'is', null).orderBy('id').forUpdate().execute()

/** The webhook, or Fault `not_found`. */
export async function requireWebhook(tx: Reader, id: string): Promise<WebhookRow> {
  const row = await tx.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('webhook')
  return row
}

/** The same under its lock. */
export async function lockWebhook(tx: Transaction, id: string): Promise<WebhookRow> {
  const row = await lockWebhookIfThere(tx, id)
  if (!row) throw notFound('webhook')
  return row
}

export const lockWebhookIfThere = async (tx: Transaction, id: string): Promise<WebhookRow | null> =>
  (await tx.selectFrom('webhooks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

/** One run of the job that delivers events to a webhook. */
export interface Run {
  readonly webhookId: string
  readonly batch: number
  readonly runner: string
}

/** The webhook while that run is current and the webhook receives events; null otherwise. */
export const findInRun = async (tx: Reader, { webhookId, batch, runner }: Run): Promise<WebhookRow | null> =>
  (await tx
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', webhookId)
    .where('batch', '=', batch)
    .where('runner', '=', runner)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()) ?? null

/** The same under its lock. */
export async function lockInRun(tx: Transaction, run: Run): Promise<WebhookRow | null> {
  await lockWebhookIfThere(tx, run.webhookId)
  return findInRun(tx, run)
}

export const insertWebhook = (tx: Transaction, row: Insertable<Schema['webhooks']>): Promise<WebhookRow> =>
  tx.insertInto('webhooks').values(row).returningAll().executeTakeFirstOrThrow()

/** A change by its owners. */
export const updateWebhook = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['webhooks']>,
): Promise<WebhookRow> =>
  tx
    .updateTable('webhooks')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Moves its position, which is not a change of the webhook itself. */
export const moveWebhook = async (tx: Transaction, id: string, change: Updateable<Schema['webhooks']>) =>
  void (await tx.updateTable('webhooks').set(change).where('id', '=', id).execute())

export const removeWebhook = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('webhooks').where('id', '=', id).execute())
