import pg, { DatabaseError } from 'pg'
import type { Secret } from '../crypto/secret.ts'
import { connectionUrl } from './connection-url.ts'

const NOT_THERE = '3D000'
const THERE_ALREADY = ['42P04', '23505']
/** A database that every server has, for connecting before there is one of ours. */
const MAINTENANCE = '/postgres'

/** The name of the database in a URL, if it has one. */
export const databaseNamed = (url: Secret): string =>
  decodeURIComponent(new URL(connectionUrl(url)).pathname.slice(1))

/** Whether the database of that URL exists. Throws other errors of the server, such as for a wrong password. */
export async function isDatabaseThere(url: Secret): Promise<boolean> {
  try {
    await ask(connectionUrl(url), 'SELECT 1')
    return true
  } catch (error) {
    if (error instanceof DatabaseError && error.code === NOT_THERE) return false
    throw error
  }
}

/**
 * Creates it on its server, in UTF-8. The login role needs `CREATEDB`. A database that somebody else creates at the
 * same time is fine.
 */
export async function createDatabase(url: Secret): Promise<void> {
  const server = Object.assign(new URL(connectionUrl(url)), { pathname: MAINTENANCE }).href
  const name = `"${databaseNamed(url).replaceAll('"', '""')}"`
  try {
    await ask(server, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`)
  } catch (error) {
    if (!(error instanceof DatabaseError) || !THERE_ALREADY.includes(error.code ?? '')) throw error
  }
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
