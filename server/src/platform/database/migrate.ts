import { readdir, readFile } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { UNFINISHED } from './backup/tables.ts'
import type { Database } from './open.ts'
import type { Schema } from './schema.ts'

const directory = new URL('../../../migrations/', import.meta.url)

/** The schema is not one that this version can work with; the message says what to do. */
export class SchemaRefused extends Error {
  override readonly name = 'SchemaRefused'
}

export interface MigrationStep {
  readonly name: string
  readonly executedAt: Date | null
}

const read = (file: string) => readFile(new URL(file, directory), 'utf8')

/** Isolation holds for the owner of tables too, who is to change all rows now: for `after-each.sql` or LOCKED to end. */
const UNLOCKED = alterEach('relforcerowsecurity', 'NO FORCE')
const LOCKED = alterEach('relrowsecurity', 'FORCE')

function alterEach(which: string, change: string): string {
  return `DO $$
    DECLARE found record;
    BEGIN
      FOR found IN SELECT relname FROM pg_class
        WHERE relkind IN ('r', 'p') AND ${which} AND relnamespace = 'public'::regnamespace
      LOOP EXECUTE format('ALTER TABLE %I ${change} ROW LEVEL SECURITY', found.relname); END LOOP;
    END $$`
}

/** `hasRows`: whether there may be rows for a migration to change; a new database has none, and is there faster. */
const providerFor = (hasRows: boolean): MigrationProvider => ({
  async getMigrations() {
    const files = await readdir(directory)
    const names = files
      .filter((file) => file.endsWith('.up.sql'))
      .map((file) => file.slice(0, -'.up.sql'.length))
    const afterEach = await read('after-each.sql')
    return Object.fromEntries(
      names.sort().map((name): [string, Migration] => [
        name,
        {
          up: async (db) => {
            if (hasRows) await sql.raw(UNLOCKED).execute(db)
            await sql.raw(await read(`${name}.up.sql`)).execute(db)
            await sql.raw(afterEach).execute(db)
          },
          down: async (db) => {
            await sql.raw(UNLOCKED).execute(db)
            await sql.raw(await read(`${name}.down.sql`)).execute(db)
            await sql.raw(LOCKED).execute(db)
          },
        },
      ]),
    )
  },
})

const migratorOf = (db: Kysely<Schema>, hasRows = true) =>
  new Migrator({
    db,
    provider: providerFor(hasRows),
    migrationTableName: 'schema_migrations',
    migrationLockTableName: 'schema_migrations_lock',
  })

type Direction = 'up' | 'down' | 'latest' | { to: string }

/**
 * Moves the schema under a lock, one migrator at a time, each step whole or not at all. Answers the steps taken. A
 * database that is being filled is moved only by whoever fills it.
 */
export async function migrate(
  database: Database,
  direction: Direction,
  { isFilling = false }: { isFilling?: boolean } = {},
): Promise<string[]> {
  return database.administer(async (db) => {
    const executed = await refuseUnknown(db, { isFilling })
    // Most starts find nothing to do; the migrator would look every table up to see that.
    if (direction === 'latest' && executed.length === (await knownMigrations()).length) return []
    const migrator = migratorOf(db, executed.length > 0)
    const { error, results } =
      direction === 'latest'
        ? await migrator.migrateToLatest()
        : direction === 'up'
          ? await migrator.migrateUp()
          : direction === 'down'
            ? await migrator.migrateDown()
            : await migrator.migrateTo(direction.to === 'nothing' ? NO_MIGRATIONS : direction.to)
    if (error) {
      const failed = results?.find((step) => step.status === 'Error')
      const reason = error instanceof Error ? error.message : String(error)
      throw new SchemaRefused(`Migration ${failed?.migrationName ?? ''} failed and was undone: ${reason}`)
    }
    return (results ?? []).map((step) => `${step.direction.toLowerCase()} ${step.migrationName}`)
  })
}

/** Every migration this version knows, oldest first, with when it ran. */
export const migrationHistory = (database: Database): Promise<MigrationStep[]> =>
  database.administer(async (db) =>
    (await migratorOf(db).getMigrations()).map(({ name, executedAt }) => ({
      name,
      executedAt: executedAt ?? null,
    })),
  )

/** The names of all migrations of this version, oldest first. */
export const knownMigrations = async (): Promise<string[]> =>
  Object.keys(await providerFor(true).getMigrations())

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
    'A restore into this database was not finished. Run it again, which begins anew; until then it is not used.',
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
      throw new SchemaRefused(
        'The database has tables of Parley but no record of its migrations. Restore a backup.',
      )
    return []
  }
  const { rows: executed } = await sql<{
    name: string
  }>`SELECT name FROM schema_migrations ORDER BY name`.execute(db)
  const known = await knownMigrations()
  const stranger = executed.find(({ name }) => !known.includes(name))
  if (stranger)
    throw new SchemaRefused(
      `The database was migrated by a newer Parley (${stranger.name}). Start that version, or restore a backup made before.`,
    )
  const gap = executed.findIndex(({ name }, at) => name !== known[at])
  if (gap >= 0)
    throw new SchemaRefused(
      `The schema is half migrated: ${known[gap]} did not run, but ${executed[gap]?.name} did. Restore a backup.`,
    )
  return executed.map(({ name }) => name)
}
