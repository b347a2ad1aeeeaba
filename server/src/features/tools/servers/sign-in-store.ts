import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export const digestOf = (state: string): string => createHash('sha256').update(state).digest('hex')

/** Notes a sign-in that was begun, and forgets those that nobody came back from. */
export async function insertSignIn(
  tx: Transaction,
  row: Insertable<Schema['tool_server_sign_ins']>,
  now: Date,
): Promise<void> {
  await tx.deleteFrom('tool_server_sign_ins').where('expires_at', '<', now).execute()
  await tx.insertInto('tool_server_sign_ins').values(row).execute()
}

/** The sign-in of that state, which is good for nothing more; null for any but the member who began it. */
export const takeSignIn = async (tx: Transaction, state: string, memberId: string, now: Date) =>
  (await tx
    .deleteFrom('tool_server_sign_ins')
    .where('state_digest', '=', digestOf(state))
    .where('member_id', '=', memberId)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()) ?? null
