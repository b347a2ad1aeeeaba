import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { connectionUrl } from './connection-url.ts'
import { DirectoryInUse, lockDirectory } from './directory-lock.ts'
import { clusterIn } from './embedded/cluster.ts'
import { embeddedConnection, openEmbedded } from './embedded.ts'
import { type Database, type DatabaseOptions, databaseOver, EMBEDDED_WAYS } from './open.ts'
import { openPool } from './pool.ts'

/** The result of inspecting a database, and how it was inspected. */
export interface Look<R> {
  /**
   * Through the server that has it open; as a copy; over the network; or not at all, because there is none or it is too
   * large.
   */
  readonly how: 'beside' | 'copy' | 'network' | 'none-yet' | 'too-large'
  readonly found: R | null
}

const COPY_BYTES_MAX = 1_073_741_824

/** How far the clock of this machine is ahead of the database's, in milliseconds; an answer took half its way back. */
export async function clockAhead(database: Database): Promise<number> {
  const askedAt = Date.now()
  const { rows } = await database.administer((db) =>
    sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(db),
  )
  const answeredAt = Date.now()
  return Math.round((askedAt + answeredAt) / 2 - (rows[0]?.now.getTime() ?? answeredAt))
}

/**
 * Inspects a database without changing anything: nothing is created, migrated or cleaned up. An embedded one that
 * nobody has open is copied first, since opening it writes. `look` must only read.
 */
export async function inspectDatabase<R>(
  options: DatabaseOptions,
  look: (database: Database) => Promise<R>,
): Promise<Look<R>> {
  if (options.kind === 'server') {
    const pool = openPool({ connectionString: connectionUrl(options.url), max: 2 }, { prepares: 'unnamed' })
    return {
      how: 'network',
      found: await lookOnce(readingOnly(databaseOver('server', pool, async () => {})), look),
    }
  }
  const { directory } = options
  const files = clusterIn(directory)
  if (!existsSync(files)) return { how: 'none-yet', found: null }
  const copy = mkdtempSync(join(tmpdir(), 'parley-look-'))
  try {
    if (!copyUnheld(directory, copy)) return { how: 'too-large', found: null }
    const { connection, close } = await openEmbedded({ ...options, directory: copy })
    const pool = openPool({ ...connection, max: 2 }, EMBEDDED_WAYS)
    return { how: 'copy', found: await lookOnce(databaseOver('embedded', pool, close), look) }
  } catch (error) {
    if (!(error instanceof DirectoryInUse)) throw error
    const pool = openPool({ ...embeddedConnection(directory), max: 2 }, EMBEDDED_WAYS)
    return {
      how: 'beside',
      found: await lookOnce(
        databaseOver('embedded', pool, async () => {}),
        look,
      ),
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** The version of PostgreSQL, its extensions with their versions, and whether a pooler stands in front of it. */
export const readEngine = async (
  database: Database,
): Promise<{ version: string; extensions: string[]; isPooled: boolean }> => {
  const isPooled = await database.isPooled()
  return database.administer(async (db) => {
    const { rows: engines } = await sql<{ version: string }>`
      SELECT current_setting('server_version') AS version`.execute(db)
    const { rows } = await sql<{ name: string }>`
      SELECT extname || ' ' || extversion AS name FROM pg_extension ORDER BY 1`.execute(db)
    return { version: engines[0]?.version ?? '', extensions: rows.map(({ name }) => name), isPooled }
  })
}

/** The size of a database on disk, in bytes. */
export const sizeOf = (database: Database): Promise<number> =>
  database.administer(async (db) => {
    const { rows } = await sql<{ bytes: string }>`
      SELECT pg_database_size(current_database())::text AS bytes`.execute(db)
    return Number(rows[0]?.bytes ?? 0)
  })

/** Each query runs in a read-only transaction: behind a pooler, a session cannot be made read-only. */
const readingOnly = (database: Database): Database => ({
  ...database,
  administer: (run) =>
    database.administer((db) =>
      db
        .transaction()
        .setAccessMode('read only')
        .execute((tx) => run(tx)),
    ),
  system: (run) =>
    database.system(async (tx, send) => {
      await sql`SET TRANSACTION READ ONLY`.execute(tx)
      return run(tx, send)
    }),
})

const lookOnce = <R>(database: Database, look: (database: Database) => Promise<R>): Promise<R> =>
  look(database).finally(() => database.close())

/** Copies a database that nobody has open, and prevents others from opening it meanwhile; false if it is too large. */
function copyUnheld(directory: string, copy: string): boolean {
  // A server that has it open has created that file; an inspection creates none.
  const lock = existsSync(join(directory, 'lock')) ? lockDirectory(directory) : null
  try {
    if (bytesIn(clusterIn(directory)) > COPY_BYTES_MAX) return false
    cpSync(clusterIn(directory), clusterIn(copy), {
      recursive: true,
      filter: (path) => !path.endsWith('postmaster.pid'),
    })
    return true
  } finally {
    lock?.release()
  }
}

const bytesIn = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
