import type { PoolClient } from 'pg'
import { PREFIX_QUERY, type RolePrefix } from './roles.ts'

/** What one asks a server once, before the first transaction. */
export interface ServerFacts {
  /** What the names of its roles begin with; null: it has no tables yet. */
  readonly prefix: RolePrefix | null
  /** Whether it is reached through something that lends its sessions to whoever comes. */
  readonly isPooled: boolean
}

/**
 * Asks a server through one connection. Who introduces itself with another process than the one that then answers is no
 * PostgreSQL but stands before one.
 */
export async function askServer(client: PoolClient): Promise<ServerFacts> {
  const { processID: introduced } = client as unknown as { processID: number | null }
  const { rows } = await client.query<{ pid: number; prefix: string | null }>(
    `SELECT pg_backend_pid() AS pid, (${PREFIX_QUERY}) AS prefix`,
  )
  return { prefix: rows[0]?.prefix ?? null, isPooled: rows[0]?.pid !== introduced }
}
