import { type Selectable, sql } from 'kysely'
import type { ContactErasure } from '#contract/shapes/contact.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

export type ErasureRow = Selectable<Schema['contact_erasures']>

export const toErasure = (row: ErasureRow): ContactErasure => ({
  contactId: row.contact_id,
  state: row.ended_at === null ? 'running' : 'done',
  // Data that arrived in the meantime is erased too, so only the end reports 100 %.
  progress: row.ended_at === null ? Math.min(0.99, row.things_done / Math.max(1, row.things_total)) : 1,
  askedAt: row.asked_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

export const insertErasure = (
  tx: Transaction,
  { tenantId }: Scope,
  contactId: string,
  total: number,
): Promise<ErasureRow> =>
  tx
    .insertInto('contact_erasures')
    .values({ tenant_id: tenantId, contact_id: contactId, things_total: total })
    .returningAll()
    .executeTakeFirstOrThrow()

export const findErasure = async (tx: Reader, contactId: string): Promise<ErasureRow | null> =>
  (await tx
    .selectFrom('contact_erasures')
    .selectAll()
    .where('contact_id', '=', contactId)
    .executeTakeFirst()) ?? null

/** The same, locked until the transaction ends. */
export const lockErasure = async (tx: Transaction, contactId: string): Promise<ErasureRow | null> =>
  (await tx
    .selectFrom('contact_erasures')
    .selectAll()
    .where('contact_id', '=', contactId)
    .forUpdate()
    .executeTakeFirst()) ?? null

/** Records the progress of an erasure. */
export const moveErasure = (
  tx: Transaction,
  contactId: string,
  { step, done, isOver = false }: { step: number; done: number; isOver?: boolean },
): Promise<ErasureRow> =>
  tx
    .updateTable('contact_erasures')
    .set({
      step,
      things_done: sql<number>`things_done + ${done}`,
      ...(isOver && { ended_at: sql<Date>`now()` }),
    })
    .where('contact_id', '=', contactId)
    .returningAll()
    .executeTakeFirstOrThrow()
