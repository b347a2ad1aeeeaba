import { type OpenApplication, openApp } from '#server/app.ts'
import { type Config, readConfig } from '#server/config.ts'
import type { DatabaseOptions } from '#platform/database/open.ts'
import type { Ports } from '#kernel/ports.ts'
import { documentLimits } from '#server/app/open-ports.ts'
import { openDocumentReader } from '#providers/documents/open-document-reader.ts'
import { freshDatabase } from './fresh-database.ts'

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
  /** How its database is reached, where that is not straight. */
  reachDatabase?(options: DatabaseOptions): DatabaseOptions
}

/** For runs that take longer, on a busy machine, than anybody stays signed in. */
export const signedInForLong: Partial<Config['settings']> = { accessTokenLifetimeMs: 24 * 3_600_000 }

// Every tenant begins with a guide that is read, and the processes that read take longer to start than most tests: the
// applications of a worker thread share them.
const reader = openDocumentReader(documentLimits)
const documents: Ports['documents'] = { ...reader, close: async () => {} }

/** A whole application on a database of its own. Close it when done: `await using app = …` does. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp & AsyncDisposable> {
  const database = await freshDatabase(options.databaseUrl)
  const read = readConfig({
    PARLEY_DATA_DIR: database.directory,
    LOG_LEVEL: 'silent',
    // A scripted model answers in order, so only those ask it besides whose tests are about that.
    PARLEY_SUMMARY_EVERY: '0',
    PARLEY_TITLES: 'first-words',
    PARLEY_INBOX_SUMMARIES: 'off',
    ...options.env,
  })
  const config: Config = {
    ...read,
    database: options.reachDatabase?.(database.options) ?? database.options,
    // Tests wait for what is found or told, and for nothing beside it.
    settings: { ...read.settings, searchPauseMs: 5, outwardPauseMs: 5, ...options.settings },
  }
  const app = await openApp(config, {
    fakes: { documents, ...options.ports },
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
