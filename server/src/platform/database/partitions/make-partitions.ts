import { type Kysely, sql } from 'kysely'
import { DEFAULT_PREFIX, readPrefix, roleName } from '../roles.ts'
import type { Schema } from '../schema.ts'
import { firstIdOf } from '../time-ids.ts'
import {
  alterPartitions,
  type Partition,
  type Partitioned,
  readPartitions,
  restOf,
  withoutRowSecurity,
} from './partition.ts'

/**
 * Creates the partitions from the last one up to those ahead of now. Rows that were stored in the default partition
 * meanwhile are moved. Returns the names of those created.
 */
export async function makePartitions(db: Kysely<Schema>, partitioned: Partitioned): Promise<string[]> {
  const made: string[] = []
  for (const one of await missing(db, partitioned))
    if (await alterPartitions(db, partitioned.table, (tx) => make(tx, partitioned.table, one)))
      made.push(one.name)
  return made
}

/** Partitions follow the database's clock. */
export async function databaseNow(db: Kysely<Schema>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`SELECT now()`.execute(db)
  return rows[0]?.now ?? new Date(0)
}

type Bounded = Partition & { readonly from: Date }

/** The missing ones. A gap since the last one, when no server ran, becomes one partition, however long it is. */
async function missing(db: Kysely<Schema>, { table, every, ahead }: Partitioned): Promise<Bounded[]> {
  const last = (await readPartitions(db, table)).at(-1)
  if (!last) return []
  const now = await databaseNow(db)
  const [today, until] = [startOf(every, now, 0), startOf(every, now, ahead)]
  const wanted: Bounded[] = []
  for (let from = last.to; from <= until; ) {
    const to = from < today ? today : startOf(every, from, 1)
    wanted.push({ name: nameOf(table, every, from), from, to })
    from = to
  }
  return wanted
}

const startOf = (every: Partitioned['every'], moment: Date, later: number) =>
  every === 'day'
    ? new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate() + later))
    : new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + later))

const nameOf = (table: string, every: Partitioned['every'], from: Date) =>
  `${table}_${from
    .toISOString()
    .slice(0, every === 'day' ? 10 : 7)
    .replaceAll('-', '_')}`

async function make(tx: Kysely<Schema>, table: string, { name, from, to }: Bounded): Promise<void> {
  const rest = restOf(table)
  const [part, lower, upper] = [sql.table(name), sql.lit(firstIdOf(from)), sql.lit(firstIdOf(to))]
  await sql`CREATE TABLE ${part} (LIKE ${sql.table(rest)} INCLUDING ALL)`.execute(tx)
  await takeSettings(tx, rest, name)
  await withoutRowSecurity(tx, rest, () =>
    sql`WITH moved AS (DELETE FROM ${sql.table(rest)} WHERE id >= ${lower} AND id < ${upper} RETURNING *)
        INSERT INTO ${part} SELECT * FROM moved`.execute(tx),
  )
  const app = roleName((await readPrefix(tx)) ?? DEFAULT_PREFIX, 'app')
  await sql`ALTER TABLE ${part} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`.execute(tx)
  await sql`CREATE POLICY tenant ON ${part} TO ${sql.ref(app)}
    USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())`.execute(tx)
  await sql`
    ALTER TABLE ${sql.table(table)} ATTACH PARTITION ${part} FOR VALUES FROM (${lower}) TO (${upper})`.execute(
    tx,
  )
}

/** Settings that LIKE leaves out: fill factor, and statistics targets of columns. */
async function takeSettings(tx: Kysely<Schema>, from: string, to: string): Promise<void> {
  const { rows } = await sql<{ change: string }>`
    SELECT format('SET (%s)', array_to_string(reloptions, ', ')) AS change FROM pg_class
    WHERE oid = ${`public.${from}`}::regclass AND reloptions IS NOT NULL
    UNION ALL SELECT format('ALTER COLUMN %I SET STATISTICS 0', attname) FROM pg_attribute
    WHERE attrelid = ${`public.${from}`}::regclass AND attstattarget = 0 AND attnum > 0 AND NOT attisdropped`.execute(
    tx,
  )
  if (rows.length > 0)
    await sql`ALTER TABLE ${sql.table(to)} ${sql.raw(rows.map(({ change }) => change).join(', '))}`.execute(
      tx,
    )
}
