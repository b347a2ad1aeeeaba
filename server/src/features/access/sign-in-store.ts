import { type Selectable, sql } from 'kysely'
import type { Cursor } from '#kernel/cursor.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type SignInRow = Selectable<Schema['sign_ins']>

/** The token pair of a sign-in as it is stored; `pair_salt` is null for the first one. */
export interface StoredTokens {
  pair_salt: string | null
  access_hash: string
  access_expires_at: Date
  refresh_hash: string
  refresh_expires_at: Date
}

/** Where tokens were asked for. */
export interface AskedFrom {
  address: string | null
  user_agent: string | null
  last_seen_at: Date
}

export const askedFrom = ({ origin }: Scope, now = new Date()): AskedFrom => ({
  address: origin.address,
  user_agent: origin.userAgent,
  last_seen_at: now,
})

export const insertSignIn = async (
  tx: Transaction,
  tenantId: string,
  signIn: StoredTokens & AskedFrom & { id: string; member_id: string; keeps_refresh: boolean },
) =>
  void (await tx
    .insertInto('sign_ins')
    .values({ tenant_id: tenantId, ...signIn })
    .execute())

/** Across tenants only. */
export const findSignInOfAccess = async (tx: Reader, accessHash: string): Promise<SignInRow | null> =>
  (await tx.selectFrom('sign_ins').selectAll().where('access_hash', '=', accessHash).executeTakeFirst()) ??
  null

export const findSignIn = async (tx: Reader, tenantId: string, id: string): Promise<SignInRow | null> =>
  (await tx
    .selectFrom('sign_ins')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

/** The sign-in that a refresh token belongs to, or once belonged to. Across tenants only. */
export async function findSignInOfRefresh(tx: Reader, refreshHash: string): Promise<SignInRow | null> {
  const current = await tx
    .selectFrom('sign_ins')
    .selectAll()
    .where('refresh_hash', '=', refreshHash)
    .executeTakeFirst()
  if (current) return current
  const spent = await tx
    .selectFrom('spent_refresh_tokens')
    .select(['tenant_id', 'sign_in_id'])
    .where('refresh_hash', '=', refreshHash)
    .executeTakeFirst()
  return spent ? findSignIn(tx, spent.tenant_id, spent.sign_in_id) : null
}

/** From where these members signed in. Across tenants only. */
export const addressesOf = async (tx: Reader, memberIds: readonly string[]): Promise<string[]> =>
  memberIds.length === 0
    ? []
    : (
        await tx
          .selectFrom('sign_ins')
          .select('address')
          .distinct()
          .where('member_id', 'in', memberIds)
          .where('address', 'is not', null)
          .execute()
      ).map(({ address }) => address ?? '')

export const lockSignIn = async (tx: Transaction, id: string): Promise<SignInRow | null> =>
  (await tx.selectFrom('sign_ins').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

/** Gives a sign-in its next tokens and notes the refresh token that was paid for them. */
export async function replaceTokens(
  tx: Transaction,
  signIn: SignInRow,
  tokens: StoredTokens & AskedFrom,
  now: Date,
) {
  await tx
    .insertInto('spent_refresh_tokens')
    .values({
      tenant_id: signIn.tenant_id,
      refresh_hash: signIn.refresh_hash,
      sign_in_id: signIn.id,
      spent_at: now,
    })
    .execute()
  await tx
    .updateTable('sign_ins')
    .set({ ...tokens, pair_used_at: null })
    .where('id', '=', signIn.id)
    .execute()
}

/** Gives the present tokens a new life; they are the same ones. */
export const renewTokens = async (tx: Transaction, signIn: SignInRow, tokens: StoredTokens & AskedFrom) =>
  void (await tx.updateTable('sign_ins').set(tokens).where('id', '=', signIn.id).execute())

/** Notes that the present access token reached whoever asked for it. */
export const notePairUse = async (tx: Transaction, { id, access_hash }: SignInRow) =>
  void (await tx
    .updateTable('sign_ins')
    .set({ pair_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('access_hash', '=', access_hash)
    .where('pair_used_at', 'is', null)
    .execute())

/** Notes when and where a sign-in was in use, unless a later use is known: a note may be slower than what came after it. */
export const touchSignIn = async (tx: Transaction, id: string, from: AskedFrom) =>
  void (await tx
    .updateTable('sign_ins')
    .set(from)
    .where('id', '=', id)
    .where('last_seen_at', '<=', from.last_seen_at)
    .execute())

/** Sign-ins of a member that are good still, the newest first. */
export const listOpenSignIns = (
  tx: Reader,
  memberId: string,
  limit: number,
  after: Cursor | null,
): Promise<SignInRow[]> => {
  const select = tx
    .selectFrom('sign_ins')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .where('refresh_expires_at', '>', new Date())
    .orderBy('id', 'desc')
    .limit(limit)
  return (after ? select.where('id', '<', after.id) : select).execute()
}

/** When a refresh token was exchanged. */
export const findSpentAt = async (tx: Reader, refreshHash: string): Promise<Date | null> =>
  (
    await tx
      .selectFrom('spent_refresh_tokens')
      .select('spent_at')
      .where('refresh_hash', '=', refreshHash)
      .executeTakeFirst()
  )?.spent_at ?? null

/** One sign-in, or those of a member: all, one of them, or all but one. */
export type WhichSignIns = { id: string } | { memberId: string; only?: string; butNot?: string | null }

/** Ends those sign-ins of the tenant that have not ended; answers which they were. */
export const endSignIns = (
  tx: Transaction,
  which: WhichSignIns,
  reason: string,
): Promise<Pick<SignInRow, 'id' | 'member_id'>[]> => {
  const update = tx
    .updateTable('sign_ins')
    .set({ ended_at: new Date(), end_reason: reason })
    .where('ended_at', 'is', null)
    .returning(['id', 'member_id'])
  if ('id' in which) return update.where('id', '=', which.id).execute()
  const ofMember = update.where('member_id', '=', which.memberId)
  if (which.only !== undefined) return ofMember.where('id', '=', which.only).execute()
  return (which.butNot ? ofMember.where('id', '!=', which.butNot) : ofMember).execute()
}

/** Forgets what no token can use any more: sign-ins of a member, and tokens spent, before that moment. */
export async function forgetOldSignIns(tx: Transaction, memberId: string, before: Date) {
  await tx
    .deleteFrom('sign_ins')
    .where('member_id', '=', memberId)
    .where((eb) => eb.or([eb('refresh_expires_at', '<', before), eb('ended_at', '<', before)]))
    .execute()
  await tx
    .deleteFrom('spent_refresh_tokens')
    .where('spent_at', '<', before)
    .where('sign_in_id', 'in', (eb) =>
      eb.selectFrom('sign_ins').select('id').where('member_id', '=', memberId),
    )
    .execute()
}
