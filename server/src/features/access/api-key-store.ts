import { type Selectable, sql } from 'kysely'
import type { Cursor } from '#kernel/cursor.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type ApiKeyRow = Selectable<Schema['api_keys']>

interface NewApiKey {
  id: string
  memberId: string
  name: string
  scopes: string[]
  secretHash: string
  tail: string
  expiresAt: Date | null
}

export const insertApiKey = (tx: Transaction, tenantId: string, key: NewApiKey): Promise<ApiKeyRow> =>
  tx
    .insertInto('api_keys')
    .values({
      tenant_id: tenantId,
      id: key.id,
      member_id: key.memberId,
      name: key.name,
      scopes: key.scopes,
      secret_hash: key.secretHash,
      tail: key.tail,
      expires_at: key.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Across tenants only. */
export const findApiKeyOfSecret = async (tx: Reader, secretHash: string): Promise<ApiKeyRow | null> =>
  (await tx.selectFrom('api_keys').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst()) ??
  null

export const findApiKey = async (tx: Reader, tenantId: string, id: string): Promise<ApiKeyRow | null> =>
  (await tx
    .selectFrom('api_keys')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

/** Keys of a member that were not revoked, the newest first. */
export const listApiKeyRows = (
  tx: Reader,
  memberId: string,
  limit: number,
  after: Cursor | null,
): Promise<ApiKeyRow[]> => {
  const select = tx
    .selectFrom('api_keys')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
  return (after ? select.where('id', '<', after.id) : select).execute()
}

/** Revokes API keys of a member: one of them, or all. */
export const revokeApiKeys = (
  tx: Transaction,
  memberId: string,
  id?: string,
): Promise<Pick<ApiKeyRow, 'id' | 'tail'>[]> => {
  const update = tx
    .updateTable('api_keys')
    .set({ revoked_at: new Date() })
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .returning(['id', 'tail'])
  return (id === undefined ? update : update.where('id', '=', id)).execute()
}

/** Records that a key is in use, at most once a minute. */
export const touchApiKey = async (tx: Transaction, id: string) =>
  void (await tx
    .updateTable('api_keys')
    .set({ last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where(sql<boolean>`coalesce(last_used_at < now() - interval '1 minute', true)`)
    .execute())
