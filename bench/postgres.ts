import { Client } from 'pg'
import { startTemporaryPostgres } from '../scripts/temporary-postgres.ts'
import { parentOf } from './process-costs.ts'

/** A PostgreSQL with fsync on, only for this run, with a database for each measured server. */
export interface MeasuredPostgres {
  readonly parleyUrl: string
  /** For two processes that share it. */
  readonly pairUrl: string
  readonly relayUrl: string
  readonly version: string
  /** The process whose descendants are its backends and writers. */
  readonly pid: number
  stop(): void
}

/** Null where PostgreSQL is not installed. */
export async function startPostgres(): Promise<MeasuredPostgres | null> {
  const temporary = await startTemporaryPostgres({ isDurable: true })
  if (!temporary) return null
  const client = new Client({ connectionString: temporary.url })
  try {
    await client.connect()
    await client.query('CREATE DATABASE relay')
    await client.query('CREATE DATABASE pair')
    const { rows } = await client.query<{ backend: number; version: string }>(
      "SELECT pg_backend_pid() AS backend, current_setting('server_version') AS version",
    )
    const { backend = 0, version = '' } = rows[0] ?? {}
    const relayUrl = new URL(temporary.url)
    relayUrl.pathname = '/relay'
    const pairUrl = new URL(temporary.url)
    pairUrl.pathname = '/pair'
    return {
      parleyUrl: temporary.url,
      relayUrl: relayUrl.href,
      pairUrl: pairUrl.href,
      version,
      pid: parentOf(backend) ?? 0,
      stop: temporary.stop,
    }
  } catch (error) {
    temporary.stop()
    throw error
  } finally {
    await client.end()
  }
}
