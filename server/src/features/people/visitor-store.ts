import type { Selectable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type VisitorRow = Selectable<Schema['visitors']>

interface VisitorFacts {
  externalId: string | null
  name: string
  tokenHash: string
  tokenExpiresAt: Date
}

/** Stores a visitor; one whose external id is known already gets the new name and token instead. */
export const putVisitor = (tx: Transaction, tenantId: string, facts: VisitorFacts): Promise<VisitorRow> => {
  const token = { name: facts.name, token_hash: facts.tokenHash, token_expires_at: facts.tokenExpiresAt }
  return tx
    .insertInto('visitors')
    .values({ tenant_id: tenantId, id: uuidv7(), external_id: facts.externalId, ...token })
    .onConflict((on) => on.columns(['tenant_id', 'external_id']).doUpdateSet(token))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The visitor who is known by that token. Across tenants only. */
export const findVisitorOfToken = async (tx: Reader, tokenHash: string): Promise<VisitorRow | null> =>
  (await tx.selectFrom('visitors').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()) ?? null

/** Visitor by id without asking who looks. */
export const findVisitor = async (tx: Reader, tenantId: string, id: string): Promise<VisitorRow | null> =>
  (await tx
    .selectFrom('visitors')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()) ?? null
