import { sql } from 'kysely'
import { migrate, SchemaRefused } from '../migrate.ts'
import { wayFrom } from '../migration/steps.ts'
import type { Database } from '../open.ts'
import { beginNewEpoch } from './new-epoch.ts'
import type { DataPart, TableSum } from './part.ts'
import { isNoExtensions, UNFINISHED } from './tables.ts'
import { writeData } from './write-data.ts'

/** Throws SchemaRefused unless this version knows a schema with these migrations. */
export async function refuseStrangeSchema(migrations: readonly string[]): Promise<void> {
  const { names: known } = await wayFrom(migrations[0])
  const stranger = migrations.find((name) => !known.includes(name))
  if (stranger !== undefined)
    throw new SchemaRefused(`It was made by a newer Parley (${stranger}). Restore it with that version.`)
  if (migrations.length === 0 || migrations.some((name, at) => name !== known[at]))
    throw new SchemaRefused('Its schema does not belong to any version up to this one.')
}

/** Throws SchemaRefused unless the database is empty, or contains only the rest of an unfinished restore. */
export async function refuseFilled(database: Database): Promise<void> {
  const tables = await database.administer(async (db) => {
    const { rows } = await sql<{ name: string }>`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace AND ${isNoExtensions}`.execute(
      db,
    )
    return rows.map(({ name }) => name)
  })
  if (tables.length > 0 && !tables.includes(UNFINISHED))
    throw new SchemaRefused(
      `The database is not empty: it has ${tables.length} tables. Use an empty one; nothing was changed.`,
    )
}

/**
 * Fills an empty database: the schema of the backup, then all rows in one transaction, read back and compared. Until
 * `finishFilling` the database is marked as incomplete, and no server starts on it; filling it again starts over. In a
 * new epoch, consumers of the old database's events get `reset`.
 */
export async function fillDatabase(
  database: Database,
  { migrations, parts }: { migrations: readonly string[]; parts: AsyncIterable<DataPart> },
  { isNewEpoch }: { isNewEpoch: boolean },
): Promise<readonly TableSum[]> {
  await refuseStrangeSchema(migrations)
  await refuseFilled(database)
  await database.administer((db) =>
    sql`CREATE TABLE IF NOT EXISTS ${sql.table(UNFINISHED)} (begun_at timestamptz NOT NULL DEFAULT now())`.execute(
      db,
    ),
  )
  await migrate(database, { to: 'nothing' }, { isFilling: true })
  await migrate(database, { to: migrations.at(-1) ?? 'nothing' }, { isFilling: true })
  return database.administer((db) =>
    db.transaction().execute(async (tx) => {
      const sums = await writeData(tx, parts)
      if (isNewEpoch) await beginNewEpoch(tx)
      return sums
    }),
  )
}

/** Brings the schema to this version's; from now on the database is one that servers start on. */
export async function finishFilling(database: Database): Promise<void> {
  await migrate(database, 'latest', { isFilling: true })
  await database.administer((db) => sql`DROP TABLE ${sql.table(UNFINISHED)}`.execute(db))
}
