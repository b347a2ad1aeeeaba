import type { PoolClient } from 'pg'
import { PREFIX_QUERY, type RolePrefix } from './roles.ts'

/** Facts that are read from a server once, before the first transaction. */
export interface ServerFacts {
  /** The prefix of its roles; null: it has no tables yet. */
  readonly prefix: RolePrefix | null
  /** Whether it is behind a pooler that shares its sessions between clients. */
  readonly isPooled: boolean
}

/**
 * Reads a server's facts through one connection. If the announced backend process differs from the one that answers,
 * there is a pooler in between.
 */
export async function askServer(client: PoolClient): Promise<ServerFacts> {
  const { processID: introduced } = client as unknown as { processID: number | null }
  const { rows } = await client.query<{ pid: number; prefix: string | null }>(
    `SELECT pg_backend_pid() AS pid, (${PREFIX_QUERY}) AS prefix`,
  )
  return { prefix: rows[0]?.prefix ?? null, isPooled: rows[0]?.pid !== introduced }
}
