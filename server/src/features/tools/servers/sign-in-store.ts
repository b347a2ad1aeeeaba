import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export const digestOf = (state: string): string => createHash('sha256').update(state).digest('hex')

/** Records a started sign-in, and deletes abandoned ones. */
export async function insertSignIn(
  tx: Transaction,
  row: Insertable<Schema['tool_server_sign_ins']>,
  now: Date,
): Promise<void> {
  await tx.deleteFrom('tool_server_sign_ins').where('expires_at', '<', now).execute()
  await tx.insertInto('tool_server_sign_ins').values(row).execute()
}

/** Removes and returns the sign-in with that state; null for any but the member who started it. */
export const takeSignIn = async (tx: Transaction, state: string, memberId: string, now: Date) =>
  (await tx
    .deleteFrom('tool_server_sign_ins')
    .where('state_digest', '=', digestOf(state))
    .where('member_id', '=', memberId)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()) ?? null
