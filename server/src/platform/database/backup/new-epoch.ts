import { type Kysely, sql } from 'kysely'
import { DEFAULT_PREFIX, readPrefix, roleName } from '../roles.ts'
import type { Schema } from '../schema.ts'

/** More events than any tenant has between a backup and its restore. */
const LEAP = 1_000_000_000

/**
 * Moves every tenant's event numbers beyond any that were sent: consumers from before the restore get `reset`, and take
 * no new event for one that they have seen. Internal consumers that were up to date stay at the newest.
 */
export async function beginNewEpoch(tx: Kysely<Schema>): Promise<void> {
  // Schemas of the first days have neither.
  const { rows } = await sql`SELECT FROM pg_class WHERE oid = to_regclass('public.event_consumers')`.execute(
    tx,
  )
  if (rows.length === 0) return
  const role = roleName((await readPrefix(tx)) ?? DEFAULT_PREFIX, 'system')
  await sql`SELECT set_config('role', ${role}, true)`.execute(tx)
  await sql`
    UPDATE event_consumers f SET number = f.number + ${sql.lit(LEAP)}
    FROM event_counters c WHERE c.tenant_id = f.tenant_id AND f.number >= c.last_number`.execute(tx)
  await sql`UPDATE event_counters SET last_number = last_number + ${sql.lit(LEAP)}`.execute(tx)
  await sql`SELECT set_config('role', 'none', true)`.execute(tx)
}
