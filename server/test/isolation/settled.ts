import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Application } from '#kernel/application.ts'

const PATIENCE_MS = 45_000
const FIRST_PAUSE_MS = 10
/** What takes long is looked at seldom: looking costs time of those it waits for. */
const PAUSE_SHARE = 0.05

/** Resolves when nothing works in the background any more: no job is due soon or runs for the first time, and every event was followed. */
export async function settled(app: Application): Promise<void> {
  const begun = performance.now()
  for (;;) {
    const open = await app.database.system((tx) =>
      sql<{
        name: string
      }>`SELECT name FROM jobs
          WHERE (state = 'running' AND tries = 1) OR (state = 'waiting' AND tries = 0 AND run_at <= now() + interval '3 seconds')
        UNION ALL SELECT 'search' FROM event_counters c LEFT JOIN event_consumers f ON f.tenant_id = c.tenant_id
          WHERE c.last_number > coalesce(f.number, 0)`.execute(tx),
    )
    if (open.rows.length === 0) return
    const waitedMs = performance.now() - begun
    if (waitedMs > PATIENCE_MS) throw new Error(`Still open: ${open.rows.map(({ name }) => name).join(', ')}`)
    await pause(Math.max(FIRST_PAUSE_MS, waitedMs * PAUSE_SHARE))
  }
}
