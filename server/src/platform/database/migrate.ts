import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { UNFINISHED } from './backup/tables.ts'
import { LOCK_RETRY_PAUSES, record, runInside, StepFailed, retryWhileLocked } from './migration/run-step.ts'
import { runOutside } from './migration/run-outside.ts'
import { knownMigrations, readIsolation, readStep, type Step } from './migration/steps.ts'
import type { Database } from './open.ts'
import { DEFAULT_PREFIX, ensureRoles, readPrefix, RolesMissing } from './roles.ts'
import type { Schema } from './schema.ts'

export { knownMigrations }

/** The schema is not one that this version can work with; the message says what to do. */
export class SchemaRefused extends Error {
  override readonly name = 'SchemaRefused'
}

export interface MigrationStep {
  readonly name: string
  readonly executedAt: Date | null
}

type Direction = 'up' | 'down' | 'latest' | { to: string }

/** The lock of every migrator; of versions before, too. */
const MIGRATOR_LOCK = '3853314791062309107'
const LOOK_EVERY_MS = 200

/**
 * Moves the schema, one migrator at a time and each step in a transaction of its own, whole or not at all. Answers the
 * steps taken. Others go on working: a step waits at most two seconds at a time for the tables that it changes, and gives
 * up in words after `patience`. A database that is being filled is moved only by whoever fills it. Throws SchemaRefused.
 */
export const migrate = (
  database: Database,
  direction: Direction,
  {
    isFilling = false,
    patience = LOCK_RETRY_PAUSES,
  }: { isFilling?: boolean; patience?: readonly number[] } = {},
): Promise<string[]> =>
  database.administer(async (db) => {
    const executed = await refuseUnknown(db, { isFilling })
    const known = await knownMigrations()
    if (typeof direction === 'object' && ![...known, 'nothing'].includes(direction.to))
      throw new SchemaRefused(`There is no migration "${direction.to}".`)
    // Most starts find nothing to do.
    if (direction === 'latest' && executed.length === known.length) return []
    const move = { db, known, direction, isAlone: database.kind === 'embedded', hasRows: executed.length > 0 }
    const taken: string[] = []
    for (;;) {
      const step = await nextStep({ ...move, isFirst: taken.length === 0 }, patience)
      if (step === null) return taken
      taken.push(`${step.way} ${step.name}`)
      if (direction === 'up' || direction === 'down') return taken
    }
  })

interface Move {
  readonly db: Kysely<Schema>
  readonly known: readonly string[]
  readonly direction: Direction
  /** Whether nobody else is on the server; then the several sessions of a step would wait for each other. */
  readonly isAlone: boolean
  /** Whether there may be rows for a step to change, and people working with them. */
  readonly hasRows: boolean
  /** Whether it was asked already that there are all roles. */
  readonly isFirst: boolean
}

/** Takes one step, whichever is next by then; null where there is none. */
async function nextStep(move: Move, patience: readonly number[]): Promise<Step | null> {
  let name = ''
  try {
    return await retryWhileLocked(
      move.db,
      () => name,
      () => asMigrator(move.db, (tx) => takeStep(tx, move, (begun) => (name = begun))),
      patience,
    )
  } catch (error) {
    if (error instanceof StepFailed || error instanceof RolesMissing)
      throw new SchemaRefused(error.message, { cause: error })
    throw error
  }
}

async function takeStep(tx: Kysely<Schema>, move: Move, begin: (name: string) => void): Promise<Step | null> {
  const executed = refuseGaps(await readExecuted(tx), move.known)
  const next = nextOf(executed.length, move)
  if (next === null) return null
  begin(next.name)
  await keepBooks(tx)
  const prefix =
    next.way === 'up' && move.isFirst
      ? await ensureRoles(tx, move.isAlone)
      : ((await readPrefix(tx)) ?? DEFAULT_PREFIX)
  const step = await readStep(next.name, next.way, prefix)
  if (step.isOutside && move.hasRows && !move.isAlone) {
    await runOutside(move.db, step)
    await record(tx, step)
  } else await runInside(tx, step, await readIsolation(prefix), move.hasRows)
  return step
}

function nextOf(done: number, { direction, known }: Move): Pick<Step, 'name' | 'way'> | null {
  const goal =
    direction === 'down'
      ? done - 1
      : typeof direction === 'object'
        ? known.indexOf(direction.to) + 1
        : known.length
  const way = goal < done ? 'down' : 'up'
  const name = known[way === 'up' ? done : done - 1]
  return goal === done || name === undefined ? null : { name, way }
}

/**
 * Runs in a transaction that only one migrator has at a time. Whoever waits asks again and again: a statement that waits
 * holds a snapshot, for which an index that is built beside others would wait in turn.
 */
async function asMigrator<R>(db: Kysely<Schema>, run: (tx: Kysely<Schema>) => Promise<R>): Promise<R> {
  for (;;) {
    const done = await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ is_mine: boolean }>`
        SELECT pg_try_advisory_xact_lock(${sql.raw(MIGRATOR_LOCK)}) AS is_mine,
          set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`.execute(
        tx,
      )
      return rows[0]?.is_mine ? { result: await run(tx) } : null
    })
    if (done) return done.result
    await pause(LOOK_EVERY_MS)
  }
}

/** Where it is written down what ran. Versions before look for the second table. */
const keepBooks = async (tx: Kysely<Schema>) =>
  void (await sql
    .raw(`
      CREATE TABLE IF NOT EXISTS schema_migrations (name varchar(255) NOT NULL PRIMARY KEY, timestamp varchar(255) NOT NULL);
      CREATE TABLE IF NOT EXISTS schema_migrations_lock (id varchar(255) NOT NULL PRIMARY KEY, is_locked integer NOT NULL DEFAULT 0);
      INSERT INTO schema_migrations_lock (id) VALUES ('migration_lock') ON CONFLICT DO NOTHING`)
    .execute(tx))

async function readExecuted(db: Kysely<Schema>): Promise<string[]> {
  const { rows: books } = await sql<{ has: boolean }>`
    SELECT to_regclass('public.schema_migrations') IS NOT NULL AS has`.execute(db)
  if (!books[0]?.has) return []
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migrations ORDER BY name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Every migration this version knows, oldest first, with when it ran. */
export const migrationHistory = (database: Database): Promise<MigrationStep[]> =>
  database.administer(async (db) => {
    const executed = await readExecuted(db)
    const { rows } =
      executed.length === 0
        ? { rows: [] }
        : await sql<{
            name: string
            timestamp: string
          }>`SELECT name, timestamp FROM schema_migrations`.execute(db)
    const at = new Map(rows.map(({ name, timestamp }) => [name, new Date(timestamp)]))
    return (await knownMigrations()).map((name) => ({ name, executedAt: at.get(name) ?? null }))
  })

/** Answers which migrations ran, oldest first. Throws SchemaRefused unless this version may work with what is there, or migrate it. */
export const checkSchema = (database: Database): Promise<string[]> =>
  database.administer((db) => refuseUnknown(db))

/** Throws SchemaRefused unless every migration of this version ran, and no other. */
export async function requireWholeSchema(database: Database): Promise<void> {
  const missing = (await knownMigrations()).length - (await checkSchema(database)).length
  if (missing === 0) return
  const are = missing === 1 ? '1 migration is' : `${missing} migrations are`
  throw new SchemaRefused(
    `The schema is older than this version: ${are} missing. Start the server, or run \`npx parley migrate up\`.`,
  )
}

/** Throws SchemaRefused, of a database that is being filled or was not filled to the end. */
export function refuseUnfinished(): never {
  throw new SchemaRefused(
    'A restore into this database was not finished. Run it again, which starts over; until then the database is not used.',
  )
}

/**
 * Answers which migrations ran, oldest first. Throws SchemaRefused when the database was migrated by a newer version, or
 * only in part, or is being filled.
 */
export async function refuseUnknown(db: Kysely<Schema>, { isFilling = false } = {}): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`.execute(db)
  const names = new Set(tables.map(({ name }) => name))
  if (names.has(UNFINISHED) && !isFilling) refuseUnfinished()
  if (!names.has('schema_migrations')) {
    if (names.has('tenants'))
      throw new SchemaRefused('The database has Parley tables but no record of migrations. Restore a backup.')
    return []
  }
  return refuseGaps(await readExecuted(db), await knownMigrations())
}

function refuseGaps(executed: string[], known: readonly string[]): string[] {
  const stranger = executed.find((name) => !known.includes(name))
  if (stranger !== undefined)
    throw new SchemaRefused(
      `The database was migrated by a newer Parley (${stranger}). Start that version, or restore a backup made before.`,
    )
  const gap = executed.findIndex((name, at) => name !== known[at])
  if (gap >= 0)
    throw new SchemaRefused(
      `The schema is half migrated: ${known[gap]} did not run, but ${executed[gap]} did. Restore a backup.`,
    )
  return executed
}
