import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg, { DatabaseError } from 'pg'
import { Secret } from '../../crypto/secret.ts'
import { makeScratch } from '../../scratch/scratch.ts'
import { connectionUrl } from '../connection-url.ts'
import { type Database, type DatabaseOptions, openDatabase } from '../open.ts'
import { fillDatabase } from './fill.ts'
import { readMoment } from './moment.ts'

/** Where a copy was made: beside the original on its server, or as an embedded database of this process. */
export type TrialPlace = 'beside' | 'embedded'

const NOT_ALLOWED = '42501'
const TRIES = 20

/**
 * Runs on a copy of the database with all its rows, which is removed afterwards. On a server the copy is a separate
 * database if the login role may create one, otherwise an embedded one.
 */
export async function tryOnCopy<R>(
  options: DatabaseOptions,
  run: (copy: Database, place: TrialPlace) => Promise<R>,
): Promise<R> {
  const made = options.kind === 'server' ? await makeBeside(connectionUrl(options.url)) : null
  const directory = await makeScratch()
  try {
    const copy = await openDatabase(made ?? { kind: 'embedded', directory })
    try {
      await readMoment(options, (moment) => fillDatabase(copy, moment, { isNewEpoch: false }))
      return await run(copy, made ? 'beside' : 'embedded')
    } finally {
      await copy.close()
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
    await made?.drop()
  }
}

/** An empty database on the same server, or null if the login role may not create one. */
async function makeBeside(url: string) {
  const name = `parley_trial_${randomBytes(6).toString('hex')}`
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  try {
    await ask(`CREATE DATABASE ${name}`)
  } catch (error) {
    if (error instanceof DatabaseError && error.code === NOT_ALLOWED) return null
    throw error
  }
  const beside = Object.assign(new URL(url), { pathname: `/${name}` }).href
  const options: DatabaseOptions = { kind: 'server', url: new Secret(beside), connectionsMax: 2 }
  return { ...options, drop: () => withRetries(() => ask(`DROP DATABASE ${name} WITH (FORCE)`)) }
}

/** Autovacuum may be connected for a moment, and only a superuser could end it. */
async function withRetries(attempt: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      await attempt()
      return
    } catch (error) {
      if (tries === TRIES) throw error
      await pause(500)
    }
}
