import { sql } from 'kysely'
import type { Reader, Transaction } from '../database/open.ts'
import type { Stretch } from './stretch.ts'

/** Rolls up the past hours of a tenant, for reports over years. */
export interface RollUp {
  readonly name: string
  /** The roll-up table, with lines for each hour. */
  readonly table: 'report_hours' | 'usage_hours'
  /** When the first counted item may have happened, since a given time or ever; null if never. */
  first(tx: Reader, since: Date | null): Promise<Date | null>
  /** Counts whole hours. */
  count(tx: Transaction, tenantId: string, stretches: readonly Stretch[]): Promise<void>
}

const HOUR_MS = 3_600_000
/** A change more than two hours after the fact is recorded; no transaction lasts an hour. */
const OVER_AFTER = sql`interval '3 hours'`
const HOURS_MAX = 200
const STEP_MS = 24 * HOUR_MS

/**
 * Rolls up the next hours, and those that changed. True if there is more to do. Records of changes are removed before
 * anything is read: a concurrent change keeps its record, and its hour is rolled up again.
 */
export async function rollUp(tx: Transaction, tenantId: string, of: RollUp): Promise<boolean> {
  const { rows: begun } = await sql<{ is_mine: boolean; over: Date }>`
    SELECT pg_try_advisory_xact_lock(hashtext(${of.name}), hashtext(${tenantId})) AS is_mine,
      date_trunc('hour', now() - ${OVER_AFTER}, 'UTC') AS over`.execute(tx)
  const [now] = begun
  if (!now?.is_mine) return false
  const { rows: notes } = await sql<{ hour: Date }>`
    DELETE FROM stale_hours WHERE name = ${of.name} AND hour IN
      (SELECT DISTINCT hour FROM stale_hours WHERE name = ${of.name} ORDER BY hour LIMIT ${HOURS_MAX})
    RETURNING hour`.execute(tx)
  const until =
    (await tx.selectFrom('rolled_until').select('until').where('name', '=', of.name).executeTakeFirst())
      ?.until ?? null
  const noted = [...new Set(notes.map(({ hour }) => hour.getTime()))]
  const hours = noted.filter((hour) => until !== null && hour < until.getTime()).map((hour) => new Date(hour))
  if (hours.length > 0) await tx.deleteFrom(of.table).where('hour', 'in', hours).execute()
  const next = nextOf(until, await of.first(tx, until), now.over)
  const stretches = [
    ...hours.map((from) => ({ from, to: new Date(from.getTime() + HOUR_MS) })),
    ...(next ? [next] : []),
  ]
  if (stretches.length > 0) await of.count(tx, tenantId, stretches)
  if (next)
    await sql`INSERT INTO rolled_until (tenant_id, name, until) VALUES (${tenantId}, ${of.name}, ${next.to})
      ON CONFLICT (tenant_id, name) DO UPDATE SET until = excluded.until`.execute(tx)
  return noted.length === HOURS_MAX || (next !== null && next.to < now.over)
}

/** The hours after the last one rolled up, starting with the first in which something happened. */
function nextOf(until: Date | null, first: Date | null, over: Date): Stretch | null {
  if (first === null) return null
  const begin = Math.max(until?.getTime() ?? 0, Math.floor(first.getTime() / HOUR_MS) * HOUR_MS)
  const end = Math.min(over.getTime(), begin + STEP_MS)
  return begin < end ? { from: new Date(begin), to: new Date(end) } : null
}
