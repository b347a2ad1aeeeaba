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

/** The contents of a database at one point in time. */
export interface Moment {
  /** The migrations that its schema has had, oldest first. */
  readonly migrations: readonly string[]
  readonly parts: AsyncIterable<DataPart>
}

type Read<R> = (moment: Moment) => Promise<R>

/**
 * Reads a database that nobody has open, or a running server's. Nothing in it changes, and others continue to write:
 * only writes acknowledged before the start are certain to be included. Throws SchemaRefused if there is no database.
 */
export async function readMoment<R>(options: DatabaseOptions, read: Read<R>): Promise<R> {
  try {
    return await readOffline(options, read)
  } catch (error) {
    if (!(error instanceof DirectoryInUse) || options.kind === 'server') throw error
    return await closing(await joinDatabase(options), (database) => readMomentOf(database, read))
  }
}

/** The same, but nobody may have an embedded one open: nothing is written to it afterwards. */
export async function readOffline<R>(options: DatabaseOptions, read: Read<R>): Promise<R> {
  // An inaccessible directory is not an empty one.
  if (options.kind === 'embedded' && existsSync(options.directory))
    accessSync(options.directory, constants.X_OK)
  if (options.kind === 'embedded' && !existsSync(clusterIn(options.directory)))
    throw new SchemaRefused(`There is no database in ${options.directory} yet. Is PARLEY_DATA_DIR right?`)
  return closing(await openDatabase(options), (database) => readMomentOf(database, read))
}

/** Reads a database in one snapshot transaction, while others continue to write. */
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
