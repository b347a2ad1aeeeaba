import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Secret } from '#platform/crypto/secret.ts'
import { migrate } from '#platform/database/migrate.ts'
import { clusterIn } from '#platform/database/embedded/cluster.ts'
import { endLeftOver } from '#platform/database/embedded/left-over.ts'
import { type DatabaseOptions, openDatabase } from '#platform/database/open.ts'
import { scratchRoot } from './scratch-root.ts'

export interface FreshDatabase {
  readonly options: DatabaseOptions
  /** A data directory beside it. */
  readonly directory: string
  drop(): Promise<void>
}

/** The server that this run tests on; none where it tests the embedded database. */
export const serverOfRun = (): string | undefined => process.env.PARLEY_TEST_DATABASE_URL

/** An empty, migrated database of the kind that this run tests, and how to be rid of it. */
export async function freshDatabase(serverUrl = serverOfRun()): Promise<FreshDatabase> {
  const directory = mkdtempSync(join(scratchRoot(), 'parley-test-'))
  if (serverUrl) return copyOnServer(serverUrl, directory)
  cpSync(await templateDirectory(), directory, { recursive: true })
  const drop = async () => {
    // A server that was killed has left it running.
    await endLeftOver(clusterIn(directory))
    rmSync(directory, { recursive: true, force: true })
  }
  return { options: { kind: 'embedded', directory }, directory, drop }
}

/** Names the state of the migrations, so that a database that was migrated by them is known again. */
function stateOfMigrations(): string {
  const migrations = new URL('../../migrations/', import.meta.url)
  const hash = createHash('sha256')
  for (const file of readdirSync(migrations)
    .filter((name) => name.endsWith('.sql'))
    .sort())
    hash.update(file).update(readFileSync(new URL(file, migrations)))
  return hash.digest('hex').slice(0, 16)
}

/** A migrated embedded database to copy, made once for each state of the migrations. */
async function templateDirectory(): Promise<string> {
  const cache = new URL(
    `../../../node_modules/.cache/parley/postgres-${stateOfMigrations()}`,
    import.meta.url,
  ).pathname
  if (existsSync(cache)) return cache
  const making = mkdtempSync(join(tmpdir(), 'parley-template-'))
  await migrateAll({ kind: 'embedded', directory: making })
  mkdirSync(join(cache, '..'), { recursive: true })
  try {
    renameSync(making, cache)
  } catch {
    // On another file system, or made by another worker meanwhile.
    if (!existsSync(cache)) cpSync(making, cache, { recursive: true })
    rmSync(making, { recursive: true, force: true })
  }
  return cache
}

async function migrateAll(options: DatabaseOptions) {
  const database = await openDatabase(options)
  await migrate(database, 'latest')
  await database.close()
}

/** A copy of the server's migrated database, which takes a fraction of the time that the migrations take. */
async function copyOnServer(serverUrl: string, directory: string): Promise<FreshDatabase> {
  const name = `parley_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const template = await templateOnServer(serverUrl)
  await asked(serverUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`),
  )
  return {
    options: { kind: 'server', url: new Secret(databaseAt(serverUrl, name)), connectionsMax: 12 },
    directory,
    async drop() {
      // The server's own upkeep may be in there for a moment, which nobody but a superuser can end.
      await withRetries(() =>
        asked(serverUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
      )
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

// Any number, so that of all workers one makes the template.
const TEMPLATE_LOCK = 7_403_112

/** The server's migrated database for this state of the migrations, made by whoever comes first. */
const templateOnServer = (serverUrl: string): Promise<string> =>
  asked(serverUrl, async (client) => {
    const name = `parley_template_${stateOfMigrations()}`
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return name
    await client.query(`DROP DATABASE IF EXISTS ${name}_begun WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name}_begun`)
    await migrateAll({
      kind: 'server',
      url: new Secret(databaseAt(serverUrl, `${name}_begun`)),
      connectionsMax: 2,
    })
    await withRetries(async () => void (await client.query(`ALTER DATABASE ${name}_begun RENAME TO ${name}`)))
    return name
  })

/** Asks the server something on a connection of its own. */
async function asked<R>(serverUrl: string, ask: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await ask(client)
  } finally {
    await client.end()
  }
}

function databaseAt(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Tries again for some seconds what others stand in the way of: a server's own upkeep, a process that is ending. */
export async function withRetries(attempt: () => Promise<unknown>, tries = 20): Promise<void> {
  try {
    await attempt()
  } catch (error) {
    if (tries === 1) throw error
    await pause(500)
    await withRetries(attempt, tries - 1)
  }
}
