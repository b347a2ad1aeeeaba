import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Application } from '#kernel/application.ts'

const PATIENCE_MS = 45_000

/** Resolves when nothing works in the background any more: no job is due soon or runs for the first time, and every event was followed. */
export async function settled(app: Application): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const open = await app.database.system((tx) =>
      sql<{
        name: string
      }>`SELECT name FROM jobs
          WHERE (state = 'running' AND tries = 1) OR (state = 'waiting' AND tries = 0 AND run_at <= now() + interval '3 seconds')
        UNION ALL SELECT 'search' FROM event_counters c LEFT JOIN event_followers f ON f.tenant_id = c.tenant_id
          WHERE c.last_number > coalesce(f.number, 0)`.execute(tx),
    )
    if (open.rows.length === 0) return
    if (performance.now() > until)
      throw new Error(`Still open: ${open.rows.map(({ name }) => name).join(', ')}`)
    await pause(10)
  }
}
