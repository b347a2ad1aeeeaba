import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '#platform/database/open.ts'

const PATIENCE_MS = 900_000

/** Resolves when the server has rolled up the past hours, which it starts with. */
export async function untilRolledUp(database: Database, tenantId: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    const { rows } = await database.read(tenantId, (tx) =>
      sql<{ behind: number }>`
        SELECT 2 - count(*)::int AS behind FROM rolled_until WHERE until > now() - interval '12 hours'`.execute(
        tx,
      ),
    )
    if (rows[0]?.behind === 0) return
    await pause(500)
  }
  throw new Error('Hours were not rolled up.')
}
