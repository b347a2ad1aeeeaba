import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { CredentialRow } from './tool-server.ts'

export const findCredential = async (
  tx: Reader,
  serverId: string,
  holderId: string,
): Promise<CredentialRow | null> =>
  (await tx
    .selectFrom('tool_server_credentials')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('holder_id', '=', holderId)
    .executeTakeFirst()) ?? null

/** The same under its lock. */
export const lockCredential = async (
  tx: Transaction,
  serverId: string,
  holderId: string,
): Promise<CredentialRow | null> =>
  (await tx
    .selectFrom('tool_server_credentials')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('holder_id', '=', holderId)
    .forUpdate()
    .executeTakeFirst()) ?? null

export const updateCredential = async (
  tx: Transaction,
  { serverId, holderId }: { serverId: string; holderId: string },
  change: { refresher: string | null; refresh_until: Date | null; is_spent?: boolean },
) =>
  void (await tx
    .updateTable('tool_server_credentials')
    .set(change)
    .where('server_id', '=', serverId)
    .where('holder_id', '=', holderId)
    .execute())

interface NewCredential {
  tenantId: string
  serverId: string
  holderId: string
  sealed: string
  headerNames?: string[]
  expiresAt?: Date | null
}

/** Stores the credentials for a server in place of earlier ones. */
export async function storeCredential(
  tx: Transaction,
  { tenantId, serverId, holderId, sealed, headerNames = [], expiresAt = null }: NewCredential,
): Promise<void> {
  const facts = {
    sealed,
    header_names: headerNames,
    expires_at: expiresAt,
    is_spent: false,
    refresher: null,
    refresh_until: null,
  }
  await tx
    .insertInto('tool_server_credentials')
    .values({
      tenant_id: tenantId,
      server_id: serverId,
      holder_id: holderId,
      member_id: holderId === tenantId ? null : holderId,
      ...facts,
    })
    .onConflict((on) =>
      on
        .columns(['tenant_id', 'server_id', 'holder_id'])
        .doUpdateSet({ ...facts, updated_at: sql<Date>`now()` }),
    )
    .execute()
}

export const removeCredential = async (
  tx: Transaction,
  serverId: string,
  holderId: string,
): Promise<boolean> =>
  (
    await tx
      .deleteFrom('tool_server_credentials')
      .where('server_id', '=', serverId)
      .where('holder_id', '=', holderId)
      .executeTakeFirstOrThrow()
  ).numDeletedRows > 0n

export const removeCredentials = async (tx: Transaction, serverId: string) =>
  void (await tx.deleteFrom('tool_server_credentials').where('server_id', '=', serverId).execute())
