import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { UNFINISHED } from './backup/tables.ts'
import { LOCK_RETRY_PAUSES, record, runInside, StepFailed, retryWhileLocked } from './migration/run-step.ts'
import { runOutside } from './migration/run-outside.ts'
import {
  BASELINE,
  baselineMigrations,
  earlierMigrations,
  isGoal,
  knownMigrations,
  readIsolation,
  readStep,
  wayFrom,
} from './migration/steps.ts'
import { clear, recordBaseline, takeOver } from './migration/take-over.ts'
import type { Database } from './open.ts'
import { DEFAULT_PREFIX, ensureRoles, readPrefix, RolesMissing } from './roles.ts'
import type { Schema } from './schema.ts'

export { isGoal, knownMigrations }

/** This version cannot work with the schema; the message says what to do. */
export class SchemaRefused extends Error {
  override readonly name = 'SchemaRefused'
}

export interface MigrationStep {
  readonly name: string
  readonly executedAt: Date | null
}

export type Direction = 'up' | 'down' | 'latest' | { to: string }

/** The lock of every migrator; of versions before, too. */
const MIGRATOR_LOCK = '3853314791062309107'
const LOOK_EVERY_MS = 200
/** The step down of a schema that is older than the baseline. */
const CLEARED = 'down to nothing'

/**
 * Migrates the schema, one migrator at a time and each step in its own transaction, entirely or not at all. Returns the
 * steps taken. Others continue to work: a step waits at most two seconds at a time for its tables, and gives up with an
 * explanation after `patience`. A database that is being filled is only migrated by whoever fills it. Throws
 * SchemaRefused.
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
    const { done, missing } = await readState(db, { isFilling })
    if (typeof direction === 'object' && !(await isGoal(direction.to)))
      throw new SchemaRefused(`There is no migration "${direction.to}".`)
    // Most starts have nothing to do.
    if (direction === 'latest' && missing.length === 0) return []
    const move = { db, direction, isAlone: database.kind === 'embedded', hasRows: done.length > 0 }
    const taken: string[] = []
    for (;;) {
      const steps = await nextSteps({ ...move, isFirst: taken.length === 0 }, patience)
      if (steps.length === 0) return taken
      taken.push(...steps)
      if (direction === 'up' || direction === 'down') return taken
    }
  })

interface Move {
  readonly db: Kysely<Schema>
  readonly direction: Direction
  /** Whether nobody else uses the server; then the sessions of a step need not wait for each other. */
  readonly isAlone: boolean
  /** Whether there may be rows to change, and people working with them. */
  readonly hasRows: boolean
  /** Whether the roles were already checked. */
  readonly isFirst: boolean
}

/**
 * Takes the next step, whichever it is by then, or all that create a new schema. Returns the steps taken; none if there
 * is nothing to do.
 */
async function nextSteps(move: Move, patience: readonly number[]): Promise<string[]> {
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

async function takeStep(tx: Kysely<Schema>, move: Move, begin: (name: string) => void): Promise<string[]> {
  const executed = await readExecuted(tx)
  const next = await nextOf(executed, move.direction)
  if (next === null) return []
  begin(next.name)
  await keepBooks(tx)
  const prefix = await prefixOf(tx, next.way, move)
  if (next.how !== 'step') return next.how(tx, prefix)
  const step = await readStep(next.name, next.way, prefix)
  if (step.isOutside && move.hasRows && !move.isAlone) {
    await runOutside(move.db, step)
    await record(tx, step)
  } else await runInside(tx, step, await readIsolation(prefix, next.name), move.hasRows)
  return [`${step.way} ${step.name}`]
}

const prefixOf = async (tx: Kysely<Schema>, way: 'up' | 'down', { isFirst, isAlone }: Move) =>
  way === 'up' && isFirst ? ensureRoles(tx, isAlone) : ((await readPrefix(tx)) ?? DEFAULT_PREFIX)

interface Next {
  readonly name: string
  readonly way: 'up' | 'down'
  /** A migration's own step, or its replacement. */
  readonly how: 'step' | ((tx: Kysely<Schema>, prefix: string) => Promise<string[]>)
}

async function nextOf(executed: readonly string[], direction: Direction): Promise<Next | null> {
  const to = typeof direction === 'object' ? direction.to : undefined
  const { names, isEarlier } = await wayFrom(executed[0] ?? to)
  refuseGaps(executed, names)
  const done = executed.length
  const goal = goalOf(names, done, direction)
  if (goal === done) return null
  if (goal < done) {
    if (isEarlier && to === 'nothing') return { name: 'nothing', way: 'down', how: clearAll }
    await refuseBelow(to, isEarlier)
    return { name: names[done - 1] ?? '', way: 'down', how: 'step' }
  }
  const name = names[done]
  if (name === undefined) return null
  if (isEarlier && name === BASELINE) return { name, way: 'up', how: takenOver }
  const isWhole = !isEarlier && done === 0 && names.indexOf(BASELINE) < goal
  return isWhole ? { name: BASELINE, way: 'up', how: makeWhole } : { name, way: 'up', how: 'step' }
}

/**
 * The steps that `migrate` would take from a schema with these migrations, in order. Throws SchemaRefused if the goal
 * cannot be reached.
 */
export async function plannedSteps(done: readonly string[], direction: Direction): Promise<string[]> {
  const to = typeof direction === 'object' ? direction.to : undefined
  const { names, isEarlier } = await wayFrom(done[0] ?? to)
  const goal = goalOf(names, done.length, direction)
  if (goal >= done.length) return names.slice(done.length, goal).map((name) => `up ${name}`)
  if (isEarlier && to === 'nothing') return [CLEARED]
  await refuseBelow(to, isEarlier)
  return done
    .slice(goal)
    .toReversed()
    .map((name) => `down ${name}`)
}

/** How many of these migrations have run in the end. */
const goalOf = (names: readonly string[], done: number, direction: Direction): number =>
  typeof direction === 'object'
    ? names.indexOf(direction.to) + 1
    : { up: Math.min(done + 1, names.length), down: Math.max(0, done - 1), latest: names.length }[direction]

/** Throws SchemaRefused if no step leads down: from before the baseline, or past it. */
async function refuseBelow(to: string | undefined, isEarlier: boolean): Promise<void> {
  if (isEarlier)
    throw new SchemaRefused(
      'The schema is older than the baseline of this version, and from there it only goes up. Run `npx parley migrate up`, or restore a backup made before.',
    )
  if (to !== undefined && (await earlierMigrations()).includes(to))
    throw new SchemaRefused(
      `The schema cannot go down to ${to}, which is below the baseline of this version. Restore a backup made before.`,
    )
}

async function takenOver(tx: Kysely<Schema>): Promise<string[]> {
  await takeOver(tx)
  return [`up ${BASELINE}`]
}

async function clearAll(tx: Kysely<Schema>): Promise<string[]> {
  await clear(tx)
  return [CLEARED]
}

/** Creates a new schema at once. */
async function makeWhole(tx: Kysely<Schema>, prefix: string): Promise<string[]> {
  const names = await baselineMigrations()
  const steps = await Promise.all(names.map((name) => readStep(name, 'up', prefix)))
  await sql.raw([...steps.map((step) => step.sql), await readIsolation(prefix)].join('\n')).execute(tx)
  await recordBaseline(tx)
  return names.map((name) => `up ${name}`)
}

/**
 * Runs in a transaction that only one migrator has at a time. Others poll: a waiting statement would hold a snapshot,
 * for which a concurrent index build would wait in turn.
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

/** The record of migrations. Earlier versions read the second table. */
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

/** Every migration that this version knows, oldest first, with the time it ran. */
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
    const { names } = await wayFrom(executed[0])
    return names.map((name) => ({ name, executedAt: at.get(name) ?? null }))
  })

/** The applied and the missing migrations of a database, oldest first. */
export interface SchemaState {
  readonly done: readonly string[]
  readonly missing: readonly string[]
}

/**
 * Returns the applied and the missing migrations. Throws SchemaRefused unless this version can work with the schema, or
 * migrate it.
 */
export const checkSchema = (database: Database): Promise<SchemaState> =>
  database.administer((db) => readState(db))

/** Throws SchemaRefused unless every migration of this version ran, and no other. */
export async function requireWholeSchema(database: Database): Promise<void> {
  const { missing } = await checkSchema(database)
  if (missing.length === 0) return
  const are = missing.length === 1 ? '1 migration is' : `${missing.length} migrations are`
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

/** Throws SchemaRefused when the database was migrated by a newer version, or only in part, or is being filled. */
export const refuseUnknown = async (db: Kysely<Schema>): Promise<void> => void (await readState(db))

async function readState(db: Kysely<Schema>, { isFilling = false } = {}): Promise<SchemaState> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`.execute(db)
  const there = new Set(tables.map(({ name }) => name))
  if (there.has(UNFINISHED) && !isFilling) refuseUnfinished()
  if (!there.has('schema_migrations')) {
    if (there.has('tenants'))
      throw new SchemaRefused('The database has Parley tables but no record of migrations. Restore a backup.')
    return { done: [], missing: await knownMigrations() }
  }
  const done = await readExecuted(db)
  const { names } = await wayFrom(done[0])
  refuseGaps(done, names)
  return { done, missing: names.slice(done.length) }
}

function refuseGaps(executed: readonly string[], known: readonly string[]): void {
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
}
