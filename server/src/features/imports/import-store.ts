import { type Insertable, sql, type UpdateObject } from 'kysely'
import type { Import } from '#contract/shapes/import.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { FAILURES_MAX, type ImportRow } from './import.ts'

export const insertImport = (tx: Transaction, row: Insertable<Schema['imports']>): Promise<ImportRow> =>
  tx.insertInto('imports').values(row).returningAll().executeTakeFirstOrThrow()

/** The import, or Fault `not_found` if it is not this actor's own. */
export async function requireImport(tx: Reader, { actor }: Scope, id: string): Promise<ImportRow> {
  const row = await tx
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', actor.id)
    .executeTakeFirst()
  if (!row) throw notFound('import')
  return row
}

export const updateImport = async (
  tx: Transaction,
  id: string,
  change: UpdateObject<Schema, 'imports'>,
): Promise<ImportRow | null> =>
  (await tx.updateTable('imports').set(change).where('id', '=', id).returningAll().executeTakeFirst()) ?? null

/** Counts an item that could not be taken in, and says why while fewer than the limit are noted. */
export const noteFailure = (tx: Transaction, id: string, failure: Import['failures'][number]) =>
  updateImport(tx, id, {
    failed: sql<number>`failed + 1`,
    failures: sql`CASE WHEN jsonb_array_length(failures) < ${FAILURES_MAX}
      THEN failures || ${JSON.stringify([failure])}::jsonb ELSE failures END`,
  })

interface Origin {
  ownerId: string
  format: string
  externalId: string
}

/** Records the origin of a conversation; false if it was imported already. */
export async function claimOrigin(
  tx: Transaction,
  scope: Scope,
  { ownerId, format, externalId }: Origin,
  conversationId: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('imported_conversations')
    .values({
      tenant_id: scope.tenantId,
      owner_id: ownerId,
      format,
      external_id: externalId,
      conversation_id: conversationId,
    })
    .onConflict((on) => on.columns(['tenant_id', 'owner_id', 'format', 'external_id']).doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

/** Whether a conversation with that origin was imported already. */
export const isImported = async (tx: Reader, { ownerId, format, externalId }: Origin): Promise<boolean> =>
  (await tx
    .selectFrom('imported_conversations')
    .select('conversation_id')
    .where('owner_id', '=', ownerId)
    .where('format', '=', format)
    .where('external_id', '=', externalId)
    .executeTakeFirst()) !== undefined
