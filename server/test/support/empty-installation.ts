import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { readConfig } from '#server/config.ts'
import { withRetries } from './fresh-database.ts'
import { scratchRoot } from './scratch-root.ts'

/** A place for an installation in which nothing is yet. */
export interface EmptyInstallation extends AsyncDisposable {
  readonly directory: string
  /** As `parley` is told of it. */
  readonly env: Record<string, string>
  open(): Promise<Database>
}

/** On a database of that server's, or on an embedded one where it is left out. */
export async function emptyInstallation(serverUrl?: string): Promise<EmptyInstallation> {
  const directory = mkdtempSync(join(scratchRoot(), 'parley-empty-'))
  const name = `parley_empty_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const env: Record<string, string> = { PARLEY_DATA_DIR: directory, LOG_LEVEL: 'warn' }
  if (serverUrl) {
    await ask(serverUrl, `CREATE DATABASE ${name} STRATEGY file_copy`)
    env.DATABASE_URL = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
  }
  return {
    directory,
    env,
    open: () => openDatabase(readConfig(env).database),
    async [Symbol.asyncDispose]() {
      if (serverUrl) await withRetries(() => ask(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`))
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function ask(serverUrl: string, statement: string) {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
