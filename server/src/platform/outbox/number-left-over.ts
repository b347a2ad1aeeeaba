import { sql } from 'kysely'
import type { Database } from '../database/open.ts'

// The lock that processes of the previous version held while numbering events, one at a time.
const NUMBERING_LOCK = 7_232_101

/**
 * Numbers events without a number. Processes of the previous version stored events first and numbered them a moment
 * later: one that was killed in between left some. Those of deleted tenants go last.
 */
export const numberLeftOver = (database: Database): Promise<unknown> =>
  database.system(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${NUMBERING_LOCK})`.execute(tx)
    await sql`DELETE FROM events WHERE number IS NULL AND tenant_id NOT IN (SELECT tenant_id FROM tenants)`.execute(
      tx,
    )
    await sql`
      WITH waiting AS (
        SELECT id, tenant_id, row_number() OVER (PARTITION BY tenant_id ORDER BY position) AS nth
        FROM events WHERE number IS NULL
      ), sizes AS (
        SELECT tenant_id, count(*) AS size FROM waiting GROUP BY tenant_id
      ), counted AS (
        INSERT INTO event_counters (tenant_id, last_number) SELECT tenant_id, size FROM sizes
        ON CONFLICT (tenant_id) DO UPDATE SET last_number = event_counters.last_number + excluded.last_number
        RETURNING tenant_id, last_number
      )
      UPDATE events SET number = counted.last_number - sizes.size + waiting.nth
      FROM waiting JOIN counted USING (tenant_id) JOIN sizes USING (tenant_id)
      WHERE events.tenant_id = waiting.tenant_id AND events.id = waiting.id`.execute(tx)
  })
