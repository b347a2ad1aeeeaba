import { sql, type Updateable } from 'kysely'
import type { MemberRole } from '#contract/shapes/people.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { MemberRow } from './member.ts'

export interface NewMember {
  id: string
  email: string
  name: string
  role: MemberRole
  passwordHash: string
  isPlatformAdmin: boolean
  isSuspended?: boolean
}

/** Stores a member; null when the tenant has one of that address. */
export const insertMember = async (
  tx: Transaction,
  tenantId: string,
  member: NewMember,
): Promise<MemberRow | null> =>
  (await tx
    .insertInto('members')
    .values({
      tenant_id: tenantId,
      id: member.id,
      email: member.email,
      name: member.name,
      role: member.role,
      is_platform_admin: member.isPlatformAdmin,
      password_hash: member.passwordHash,
      is_suspended: member.isSuspended ?? false,
    })
    .onConflict((on) => on.columns(['tenant_id', 'email']).doNothing())
    .returningAll()
    .executeTakeFirst()) ?? null

/** The member by ID, without access checks. */
export const findMember = async (tx: Reader, tenantId: string, id: string): Promise<MemberRow | null> =>
  (await tx
    .selectFrom('members')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

export const hasMemberOfEmail = async (tx: Reader, email: string): Promise<boolean> =>
  (await tx.selectFrom('members').select('id').where('email', '=', email).executeTakeFirst()) !== undefined

/** Members of that address, in one tenant or, across tenants, in any; the oldest first. */
export const findMembersOfEmail = (
  tx: Reader,
  email: string,
  where: { tenantId: string | null; limit: number },
): Promise<MemberRow[]> => {
  const select = tx
    .selectFrom('members')
    .selectAll()
    .where('email', '=', email)
    .orderBy('id')
    .limit(where.limit)
  return (where.tenantId === null ? select : select.where('tenant_id', '=', where.tenantId)).execute()
}

/** Whether this server has an owner. Across tenants only. */
export const hasOwner = async (tx: Reader): Promise<boolean> =>
  (await tx.selectFrom('members').select('id').where('role', '=', 'owner').limit(1).executeTakeFirst()) !==
  undefined

/**
 * The member and the number of other owners who can sign in, all locked until the transaction ends, in one order: if
 * two owners leave at the same time, one stays.
 */
export async function lockMemberAndOwners(
  tx: Transaction,
  id: string,
): Promise<{ member: MemberRow | null; otherActiveOwners: number }> {
  const rows = await tx
    .selectFrom('members')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', id), eb('role', '=', 'owner')]))
    .orderBy('id')
    .forUpdate()
    .execute()
  return {
    member: rows.find((row) => row.id === id) ?? null,
    otherActiveOwners: rows.filter((row) => row.id !== id && row.role === 'owner' && !row.is_suspended)
      .length,
  }
}

export const updateMember = (
  tx: Transaction,
  id: string,
  change: Pick<Updateable<Schema['members']>, 'name' | 'role' | 'is_suspended'>,
): Promise<MemberRow> =>
  tx
    .updateTable('members')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Changes a member's password hash, unless it has changed since `verifiedHash` was read. */
export const replacePassword = async (
  tx: Transaction,
  id: string,
  { verifiedHash, passwordHash }: { verifiedHash: string; passwordHash: string },
): Promise<MemberRow | null> =>
  (await tx
    .updateTable('members')
    .set({ password_hash: passwordHash, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('password_hash', '=', verifiedHash)
    .returningAll()
    .executeTakeFirst()) ?? null

/** The names of those members who still exist, by ID. */
export async function namesOfMembers(tx: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('members').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Notes that a member is here. */
export const touchMember = async (tx: Transaction, id: string) =>
  void (await tx
    .updateTable('members')
    .set({ last_seen_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute())

/** Removes a member and, with the row, every credential and open invitation of theirs. */
export const deleteMember = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('members').where('id', '=', id).execute())

/** Members who may work in the inbox, by name. */
export const findOperators = (tx: Reader): Promise<Pick<MemberRow, 'id' | 'name'>[]> =>
  tx
    .selectFrom('members')
    .select(['id', 'name'])
    .where('role', 'in', ['operator', 'admin', 'owner'])
    .where('is_suspended', '=', false)
    .orderBy('name')
    .orderBy('id')
    .execute()

/** The email addresses of the tenant's admins and owners. */
export const findAdminEmails = async (tx: Reader): Promise<string[]> =>
  (
    await tx
      .selectFrom('members')
      .select('email')
      .where('role', 'in', ['admin', 'owner'])
      .where('is_suspended', '=', false)
      .orderBy('id')
      .execute()
  ).map(({ email }) => email)
