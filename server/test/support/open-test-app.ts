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
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type OpenApplication, openApp } from '#server/app.ts'
import { type Config, readConfig } from '#server/config.ts'
import { migrate } from '#platform/database/migrate.ts'
import { type DatabaseOptions, openDatabase } from '#platform/database/open.ts'
import type { Ports } from '#kernel/ports.ts'

const migrations = new URL('../../migrations/', import.meta.url)

/** A migrated embedded database to copy, made once for each state of the migrations. */
async function templateDirectory(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrations).sort())
    hash.update(file).update(readFileSync(new URL(file, migrations)))
  const cache = new URL(
    `../../../node_modules/.cache/parley/${hash.digest('hex').slice(0, 16)}`,
    import.meta.url,
  ).pathname
  if (existsSync(cache)) return cache
  const making = mkdtempSync(join(tmpdir(), 'parley-template-'))
  const database = await openDatabase({ kind: 'embedded', directory: making })
  await migrate(database, 'latest')
  await database.close()
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

/** An empty, migrated database of the kind that this run tests, and how to be rid of it. */
export async function freshDatabase(serverUrl = process.env.PARLEY_TEST_DATABASE_URL): Promise<{
  options: DatabaseOptions
  directory: string
  drop(): Promise<void>
}> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-test-'))
  if (!serverUrl) {
    cpSync(await templateDirectory(), directory, { recursive: true })
    const drop = async () => rmSync(directory, { recursive: true, force: true })
    return { options: { kind: 'embedded', directory }, directory, drop }
  }
  const name = `parley_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await admin(`CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    options: { kind: 'server', url: url.href, connectionsMax: 12 },
    directory,
    async drop() {
      // The server's own upkeep may be in there for a moment, which nobody but a superuser can end.
      await patiently(() => admin(`DROP DATABASE ${name} WITH (FORCE)`))
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function patiently(attempt: () => Promise<void>, tries = 20): Promise<void> {
  try {
    await attempt()
  } catch (error) {
    if (tries === 1) throw error
    await pause(500)
    await patiently(attempt, tries - 1)
  }
}

export interface TestApp extends OpenApplication {
  readonly config: Config
}

interface TestAppOptions {
  /** Parts of the outside world to replace. */
  ports?: Partial<Ports>
  /** Environment variables, such as OPENAI_BASE_URL of a scripted model server. */
  env?: Record<string, string>
  settings?: Partial<Config['settings']>
  /** A clock to steer, for what is due. */
  now?: () => Date
  /** A PostgreSQL to use, in the place of the kind that this run tests. */
  databaseUrl?: string
}

/** A whole application on a database of its own. Close it when done: `await using app = …` does. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp & AsyncDisposable> {
  const database = await freshDatabase(options.databaseUrl)
  const read = readConfig({
    PARLEY_DATA_DIR: database.directory,
    LOG_LEVEL: 'silent',
    // A scripted model answers in order, so only those ask it besides whose tests are about that.
    PARLEY_SUMMARY_EVERY: '0',
    PARLEY_TITLES: 'first-words',
    PARLEY_DESK_SUMMARIES: 'off',
    ...options.env,
  })
  const config: Config = {
    ...read,
    database: database.options,
    settings: { ...read.settings, ...options.settings },
  }
  const app = await openApp(config, {
    ...(options.ports && { fakes: options.ports }),
    ...(options.now && { now: options.now }),
  })
  const close = async () => {
    await app.close()
    await database.drop()
  }
  return { ...app, config, close, [Symbol.asyncDispose]: close }
}

let shared: Promise<TestApp> | undefined

/**
 * One application for all tests of a worker thread that bring tenants of their own. It is never closed by a test;
 * the thread's end closes it.
 */
export const sharedTestApp = (): Promise<TestApp> => (shared ??= openTestApp())
