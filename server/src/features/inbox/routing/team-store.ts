import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type TeamRow = Selectable<Schema['teams']>

/** All teams of the tenant, the default one first, then by name. */
export const findTeams = (tx: Reader): Promise<TeamRow[]> =>
  tx.selectFrom('teams').selectAll().orderBy('is_default', 'desc').orderBy(sql`lower(name)`).execute()

/**
 * The same, locked until the transaction ends. Every transaction that assigns conversations to members, or changes who
 * gets some, starts here, so that no slot is filled twice. Taken before any conversation's lock.
 */
export const lockTeams = (tx: Transaction): Promise<TeamRow[]> =>
  tx.selectFrom('teams').selectAll().orderBy('id').forNoKeyUpdate().execute()

/** The team, or Fault `not_found`. */
export async function requireTeam(tx: Reader, id: string): Promise<TeamRow> {
  const row = await tx.selectFrom('teams').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('team')
  return row
}

/** Stores a team; a second one of that name is a conflict of the database's. */
export const insertTeam = (
  tx: Transaction,
  { tenantId }: Scope,
  team: Omit<Insertable<Schema['teams']>, 'tenant_id'>,
): Promise<TeamRow> =>
  tx
    .insertInto('teams')
    .values({ tenant_id: tenantId, ...team })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateTeam = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['teams']>,
): Promise<TeamRow> =>
  tx
    .updateTable('teams')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const removeTeam = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.deleteFrom('teams').where('id', '=', id).execute())

/** Makes a locked team the default team instead of another. */
export async function makeDefault(tx: Transaction, id: string): Promise<void> {
  await tx.updateTable('teams').set({ is_default: false }).where('is_default', '=', true).execute()
  await tx.updateTable('teams').set({ is_default: true }).where('id', '=', id).execute()
}

/** Counts a turn of a locked team, and notes that it was this member's. */
export async function countTurn(tx: Transaction, teamId: string, memberId: string): Promise<void> {
  const { turn_count } = await tx
    .updateTable('teams')
    .set({ turn_count: sql<number>`turn_count + 1` })
    .where('id', '=', teamId)
    .returning('turn_count')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('team_members')
    .set({ last_turn: turn_count })
    .where('team_id', '=', teamId)
    .where('member_id', '=', memberId)
    .execute()
}
