import { sql } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'

// An arbitrary number that nothing else locks; it means "the first owner is being created".
const FIRST_OWNER_LOCK = 7_275_001

/** Waits until nobody else is creating the first owner, and blocks others until the transaction ends. */
export const lockFirstOwner = async (tx: Transaction) =>
  void (await sql`SELECT pg_advisory_xact_lock(${FIRST_OWNER_LOCK})`.execute(tx))

/** Makes this the only setup link. */
export async function replaceSetupLink(tx: Transaction, tokenHash: string, expiresAt: Date) {
  await deleteSetupLinks(tx)
  await tx.insertInto('setup_links').values({ token_hash: tokenHash, expires_at: expiresAt }).execute()
}

export const isSetupLink = async (tx: Transaction, tokenHash: string): Promise<boolean> =>
  (await tx
    .selectFrom('setup_links')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', new Date())
    .executeTakeFirst()) !== undefined

export const deleteSetupLinks = async (tx: Transaction) => void (await tx.deleteFrom('setup_links').execute())
