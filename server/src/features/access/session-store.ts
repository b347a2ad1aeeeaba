import { type Selectable, sql } from 'kysely'
import type { Cursor } from '#kernel/cursor.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type SessionRow = Selectable<Schema['sessions']>

/** The tokens of a session as they are stored; `pair_salt` is null for the first pair. */
export interface StoredTokens {
  pair_salt: string | null
  access_hash: string
  access_expires_at: Date
  refresh_hash: string
  refresh_expires_at: Date
}

/** Where tokens were requested. */
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

export const insertSession = async (
  tx: Transaction,
  tenantId: string,
  session: StoredTokens & AskedFrom & { id: string; member_id: string; keeps_refresh: boolean },
) =>
  void (await tx
    .insertInto('sessions')
    .values({ tenant_id: tenantId, ...session })
    .execute())

/** Across tenants only. */
export const findSessionOfAccess = async (tx: Reader, accessHash: string): Promise<SessionRow | null> =>
  (await tx.selectFrom('sessions').selectAll().where('access_hash', '=', accessHash).executeTakeFirst()) ??
  null

export const findSession = async (tx: Reader, tenantId: string, id: string): Promise<SessionRow | null> =>
  (await tx
    .selectFrom('sessions')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

/** The session that a refresh token belongs or belonged to. Across tenants only. */
export async function findSessionOfRefresh(tx: Reader, refreshHash: string): Promise<SessionRow | null> {
  const current = await tx
    .selectFrom('sessions')
    .selectAll()
    .where('refresh_hash', '=', refreshHash)
    .executeTakeFirst()
  if (current) return current
  const spent = await tx
    .selectFrom('spent_refresh_tokens')
    .select(['tenant_id', 'session_id'])
    .where('refresh_hash', '=', refreshHash)
    .executeTakeFirst()
  return spent ? findSession(tx, spent.tenant_id, spent.session_id) : null
}

/** From where these members signed in. Across tenants only. */
export const addressesOf = async (tx: Reader, memberIds: readonly string[]): Promise<string[]> =>
  memberIds.length === 0
    ? []
    : (
        await tx
          .selectFrom('sessions')
          .select('address')
          .distinct()
          .where('member_id', 'in', memberIds)
          .where('address', 'is not', null)
          .execute()
      ).map(({ address }) => address ?? '')

export const lockSession = async (tx: Transaction, id: string): Promise<SessionRow | null> =>
  (await tx.selectFrom('sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

/** Gives a session its next tokens and notes the refresh token that was paid for them. */
export async function replaceTokens(
  tx: Transaction,
  session: SessionRow,
  tokens: StoredTokens & AskedFrom,
  now: Date,
) {
  await tx
    .insertInto('spent_refresh_tokens')
    .values({
      tenant_id: session.tenant_id,
      refresh_hash: session.refresh_hash,
      session_id: session.id,
      spent_at: now,
    })
    .execute()
  await tx
    .updateTable('sessions')
    .set({ ...tokens, pair_used_at: null })
    .where('id', '=', session.id)
    .execute()
}

/** Gives the present tokens a new life; they are the same ones. */
export const renewTokens = async (tx: Transaction, session: SessionRow, tokens: StoredTokens & AskedFrom) =>
  void (await tx.updateTable('sessions').set(tokens).where('id', '=', session.id).execute())

/** Records that the current access token reached its client. */
export const notePairUse = async (tx: Transaction, { id, access_hash }: SessionRow) =>
  void (await tx
    .updateTable('sessions')
    .set({ pair_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('access_hash', '=', access_hash)
    .where('pair_used_at', 'is', null)
    .execute())

/** Records when and where a session was used, unless a later use is known: records may arrive out of order. */
export const touchSession = async (tx: Transaction, id: string, from: AskedFrom) =>
  void (await tx
    .updateTable('sessions')
    .set(from)
    .where('id', '=', id)
    .where('last_seen_at', '<=', from.last_seen_at)
    .execute())

/** The open sessions of a member, newest first. */
export const listOpenSessions = (
  tx: Reader,
  memberId: string,
  limit: number,
  after: Cursor | null,
): Promise<SessionRow[]> => {
  const select = tx
    .selectFrom('sessions')
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

/** One session, or those of a member: all, one of them, or all but one. */
export type WhichSessions = { id: string } | { memberId: string; only?: string; butNot?: string | null }

/** Ends those of the tenant's sessions that are open; returns which they were. */
export const endSessions = (
  tx: Transaction,
  which: WhichSessions,
  reason: string,
): Promise<Pick<SessionRow, 'id' | 'member_id'>[]> => {
  const update = tx
    .updateTable('sessions')
    .set({ ended_at: new Date(), end_reason: reason })
    .where('ended_at', 'is', null)
    .returning(['id', 'member_id'])
  if ('id' in which) return update.where('id', '=', which.id).execute()
  const ofMember = update.where('member_id', '=', which.memberId)
  if (which.only !== undefined) return ofMember.where('id', '=', which.only).execute()
  return (which.butNot ? ofMember.where('id', '!=', which.butNot) : ofMember).execute()
}

/** Deletes a member's sessions, and spent tokens, that ended before a given time. */
export async function forgetOldSessions(tx: Transaction, memberId: string, before: Date) {
  await tx
    .deleteFrom('sessions')
    .where('member_id', '=', memberId)
    .where((eb) => eb.or([eb('refresh_expires_at', '<', before), eb('ended_at', '<', before)]))
    .execute()
  await tx
    .deleteFrom('spent_refresh_tokens')
    .where('spent_at', '<', before)
    .where('session_id', 'in', (eb) =>
      eb.selectFrom('sessions').select('id').where('member_id', '=', memberId),
    )
    .execute()
}
