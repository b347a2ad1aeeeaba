import { type Kysely, sql } from 'kysely'
import { databaseErrorIn } from '../faults.ts'
import type { Schema } from '../schema.ts'

/** A table partitioned by ranges of its UUIDv7 `id`, and so by the time its rows were created. */
export interface Partitioned {
  readonly table: string
  /** How long the time of a partition is, in UTC. */
  readonly every: 'day' | 'month'
  /** The number of future partitions to create. */
  readonly ahead: number
}

/** One with bounds; the oldest has no lower one. */
export interface Partition {
  readonly name: string
  readonly from: Date | null
  readonly to: Date
}

/** The default partition of a table, for rows that fit in no other. */
export const restOf = (table: string): string => `${table}_rest`

const momentOf = (bound: string): Date => new Date(Number.parseInt(bound.replace('-', '').slice(0, 12), 16))

/** The partitions of a table that have bounds, the oldest first. */
export async function readPartitions(db: Kysely<Schema>, table: string): Promise<Partition[]> {
  const { rows } = await sql<{ name: string; lower: string | null; upper: string }>`
    SELECT name, substring(bounds FROM 'FROM \\(''([0-9a-f-]{36})') AS lower,
      substring(bounds FROM 'TO \\(''([0-9a-f-]{36})') AS upper
    FROM (SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = to_regclass(${`public.${table}`}) AND NOT i.inhdetachpending) AS part
    WHERE bounds <> 'DEFAULT' ORDER BY upper`.execute(db)
  return rows.map(({ name, lower, upper }) => ({
    name,
    from: lower === null ? null : momentOf(lower),
    to: momentOf(upper),
  }))
}

/** How long everybody who uses the table may have to wait behind a change of its partitions. */
const WAIT_MS = 500

const LOCKED = '55P03'

/** A change of partitions has to wait for another time. */
export class PartitionsBusy extends Error {
  override readonly name = 'PartitionsBusy'
}

/**
 * Changes partitions in its own transaction, one process at a time; false if it has to wait for another time, for
 * example because somebody has locked the table. It gives way before PostgreSQL looks for deadlocks.
 */
export async function alterPartitions(
  db: Kysely<Schema>,
  table: string,
  change: (tx: Kysely<Schema>) => Promise<void>,
): Promise<boolean> {
  try {
    return await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ is_mine: boolean }>`
        SELECT pg_try_advisory_xact_lock(hashtext('parley partitions'), hashtext(${table})) AS is_mine,
          set_config('lock_timeout', ${String(WAIT_MS)}, true), set_config('statement_timeout', '0', true)`.execute(
        tx,
      )
      if (rows[0]?.is_mine) await change(tx)
      return rows[0]?.is_mine === true
    })
  } catch (error) {
    if (error instanceof PartitionsBusy || databaseErrorIn(error)?.code === LOCKED) return false
    throw error
  }
}

/** Lets the owner see the rows of a table during a change, under its own lock. */
export const withoutRowSecurity = async (tx: Kysely<Schema>, table: string, run: () => Promise<unknown>) => {
  await sql`ALTER TABLE ${sql.table(table)} NO FORCE ROW LEVEL SECURITY`.execute(tx)
  await run()
  await sql`ALTER TABLE ${sql.table(table)} FORCE ROW LEVEL SECURITY`.execute(tx)
}
