import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { touchedTables } from './touched-tables.ts'

/** How long others may have to wait behind a step that waits for a table. */
const WAIT_MS = 2_000
/**
 * How long a step that holds a table waits for its others, in total. Below the second after which PostgreSQL looks for
 * deadlocks, so that the step gives way and never a turn.
 */
const HOLDING_MS = 800

type Connection = Kysely<Schema>

/**
 * Locks the tables of a step before it starts, and lets their owner see the rows that it changes. Returns the tables.
 */
export async function lockTouched(tx: Connection, text: string): Promise<string[]> {
  const { rows: known } = await sql<{ name: string; forces: boolean }>`
    SELECT relname AS name, relforcerowsecurity AS forces FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`.execute(tx)
  const touched = touchedTables(
    text,
    known.map(({ name }) => name),
  )
  const forced = known
    .filter(({ name, forces }) => forces && touched.rows.includes(name))
    .map(({ name }) => name)
  const tables = [
    ...new Set([
      ...forced,
      ...touched.altered,
      ...touched.dropped,
      ...(await keyTargets(tx, touched.dropped)),
    ]),
  ].sort()
  await lockAll(tx, tables)
  for (const name of forced) await sql`ALTER TABLE ${sql.table(name)} NO FORCE ROW LEVEL SECURITY`.execute(tx)
  await limitWait(tx, WAIT_MS)
  return tables
}

/** Turns row isolation for the owner of every table on again. */
export async function forceAgain(tx: Connection): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relrowsecurity AND NOT relforcerowsecurity
      AND relnamespace = 'public'::regnamespace`.execute(tx)
  for (const { name } of rows) await sql`ALTER TABLE ${sql.table(name)} FORCE ROW LEVEL SECURITY`.execute(tx)
}

async function lockAll(tx: Connection, tables: readonly string[]): Promise<void> {
  let heldSince: number | null = null
  for (const table of tables) {
    const left = heldSince === null ? WAIT_MS : HOLDING_MS - (performance.now() - heldSince)
    await limitWait(tx, Math.max(10, Math.round(left)))
    await sql`LOCK TABLE ${sql.table(table)} IN ACCESS EXCLUSIVE MODE`.execute(tx)
    heldSince ??= performance.now()
  }
}

const limitWait = async (tx: Connection, ms: number) =>
  void (await sql`SELECT set_config('lock_timeout', ${String(ms)}, true)`.execute(tx))

/** Dropping a table takes its keys away from those that they name. */
async function keyTargets(tx: Connection, dropped: readonly string[]): Promise<string[]> {
  if (dropped.length === 0) return []
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT target.relname AS name FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class target ON target.oid = k.confrelid
    WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace
      AND c.relname IN (${sql.join(dropped)})`.execute(tx)
  return rows.map(({ name }) => name)
}

/** Who holds locks on our tables, in words; empty if nobody does. Their statements may not be visible to us. */
export async function describeHolders(db: Connection): Promise<string> {
  const { rows } = await sql<Holder>`
    SELECT a.pid, coalesce(nullif(a.application_name, ''), 'without a name') AS program, a.usename AS login,
      to_char(a.query_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since,
      string_agg(DISTINCT c.relname, ', ' ORDER BY c.relname) AS tables, count(DISTINCT c.oid)::int AS count
    FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.granted AND l.locktype = 'relation' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND l.pid <> pg_backend_pid()
    GROUP BY a.pid, a.application_name, a.usename, a.query_start, a.xact_start
    ORDER BY coalesce(a.xact_start, a.query_start) NULLS LAST LIMIT 3`.execute(db)
  return rows.map(inWords).join('; ')
}

interface Holder {
  readonly pid: number
  readonly program: string
  readonly login: string | null
  readonly since: string | null
  readonly tables: string
  readonly count: number
}

const inWords = ({ pid, program, login, since, tables, count }: Holder) =>
  `process ${pid} (${program}, as ${login}, its statement began ${since ?? 'at a time that is hidden from us'}) has ${count > 3 ? `${count} tables` : tables}`
