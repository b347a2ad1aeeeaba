import { accessSync, constants, existsSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { DirectoryInUse } from '../directory-lock.ts'
import { clusterIn } from '../embedded/cluster.ts'
import { refuseUnfinished, SchemaRefused } from '../migrate.ts'
import { type Database, type DatabaseOptions, joinDatabase, openDatabase } from '../open.ts'
import type { Schema } from '../schema.ts'
import type { DataPart } from './part.ts'
import { readData } from './read-data.ts'
import { UNFINISHED } from './tables.ts'

/** What is in a database at one moment. */
export interface Moment {
  /** The migrations that its schema has had, oldest first. */
  readonly migrations: readonly string[]
  readonly parts: AsyncIterable<DataPart>
}

type Read<R> = (moment: Moment) => Promise<R>

/**
 * Reads a database that nobody else has open, or a running server's. Nothing in it changes, and others go on writing:
 * only what had been acknowledged when it began is surely seen. Throws SchemaRefused where there is nothing.
 */
export async function readMoment<R>(options: DatabaseOptions, read: Read<R>): Promise<R> {
  try {
    return await readOffline(options, read)
  } catch (error) {
    if (!(error instanceof DirectoryInUse) || options.kind === 'server') throw error
    return await closing(await joinDatabase(options), (database) => readMomentOf(database, read))
  }
}

/** The same, where nobody may have an embedded one open: nothing is written to it after that moment. */
export async function readOffline<R>(options: DatabaseOptions, read: Read<R>): Promise<R> {
  // What may not be entered is not empty for that.
  if (options.kind === 'embedded' && existsSync(options.directory))
    accessSync(options.directory, constants.X_OK)
  if (options.kind === 'embedded' && !existsSync(clusterIn(options.directory)))
    throw new SchemaRefused(`There is no database in ${options.directory} yet. Is PARLEY_DATA_DIR right?`)
  return closing(await openDatabase(options), (database) => readMomentOf(database, read))
}

/** Reads a database in one transaction of one moment, while others go on writing. */
export const readMomentOf = <R>(database: Database, read: Read<R>): Promise<R> =>
  database.administer((db) =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => read({ migrations: await readMigrations(tx), parts: readData(tx) })),
  )

async function readMigrations(tx: Kysely<Schema>): Promise<string[]> {
  const { rows: books } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class
    WHERE oid IN (to_regclass('public.schema_migrations'), to_regclass(${`public.${UNFINISHED}`}))`.execute(
    tx,
  )
  const names = books.map(({ name }) => name)
  if (names.includes(UNFINISHED)) refuseUnfinished()
  if (names.length === 0) throw new SchemaRefused('The database contains no Parley data.')
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migrations ORDER BY 1`.execute(tx)
  return rows.map(({ name }) => name)
}

const closing = <R>(database: Database, run: (database: Database) => Promise<R>): Promise<R> =>
  run(database).finally(() => database.close())
