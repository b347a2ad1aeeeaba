import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { indexVisitor } from './index-visitor.ts'

export type VisitorRow = Selectable<Schema['visitors']>

interface VisitorFacts {
  externalId: string | null
  name: string
  tokenHash: string
  tokenExpiresAt: Date
}

/** Stores a visitor; one with a known external ID gets the new name and token. */
export async function putVisitor(
  tx: Transaction,
  tenantId: string,
  facts: VisitorFacts,
): Promise<VisitorRow> {
  const seen = {
    name: facts.name,
    token_hash: facts.tokenHash,
    token_expires_at: facts.tokenExpiresAt,
    last_seen_at: sql<Date>`now()`,
  }
  const row = await tx
    .insertInto('visitors')
    .values({ tenant_id: tenantId, id: uuidv7(), external_id: facts.externalId, ...seen })
    .onConflict((on) => on.columns(['tenant_id', 'external_id']).doUpdateSet(seen))
    .returningAll()
    .executeTakeFirstOrThrow()
  return indexVisitor(tx, row)
}

/** The visitor with that token. Across tenants only. */
export const findVisitorOfToken = async (tx: Reader, tokenHash: string): Promise<VisitorRow | null> =>
  (await tx.selectFrom('visitors').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()) ?? null

/** The visitor by ID, without access checks. */
export const findVisitor = async (tx: Reader, tenantId: string, id: string): Promise<VisitorRow | null> =>
  (await tx
    .selectFrom('visitors')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

/** The visitor that stands for another: the one it was merged into, or itself. */
export const findSurvivor = async (tx: Reader, row: VisitorRow): Promise<VisitorRow> =>
  row.merged_into === null ? row : ((await findVisitor(tx, row.tenant_id, row.merged_into)) ?? row)

/** Notes that a visitor is here. */
export const touchVisitor = async (tx: Transaction, id: string) =>
  void (await tx
    .updateTable('visitors')
    .set({ last_seen_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute())
