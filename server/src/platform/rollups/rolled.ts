import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../database/open.ts'
import type { Stretch } from './stretch.ts'

/** A period to count: rolled-up hours, and the rows of the rest. */
export interface Rolled {
  /** Whether an hour is rolled up: a condition on the column with its start. */
  readonly isRolled: (hour: string) => RawBuilder<boolean>
  readonly raw: readonly Stretch[]
}

/** Nothing in it is rolled up. */
export const nothingRolled = (period: Stretch): Rolled => ({
  isRolled: () => sql`false`,
  raw: [period],
})

/**
 * The rolled-up part of a period, as the transaction sees it. An hour is only used if it lies within one interval
 * between two of `starts`.
 */
export async function rolledOf(tx: Reader, name: string, starts: readonly Date[]): Promise<Rolled> {
  const moments = sql`${starts.map((start) => start.toISOString())}::timestamptz[]`
  const [from, to] = [sql`(${moments})[1]`, sql`(${moments})[cardinality(${moments})]`]
  const { rows } = await sql<{ rolled: string; raw: [string, string][] | null }>`
    WITH split AS (
      SELECT hour FROM stale_hours WHERE name = ${name} AND hour > ${from} - interval '1 hour' AND hour < ${to}
      UNION SELECT date_trunc('hour', start, 'UTC') FROM unnest(${moments}) AS start
      WHERE start <> date_trunc('hour', start, 'UTC')),
    found AS (
      SELECT tstzmultirange(tstzrange(${from}, ${to})) * coalesce(
        (SELECT tstzmultirange(tstzrange(NULL, until)) FROM rolled_until WHERE name = ${name}), '{}')
        - coalesce((SELECT range_agg(tstzrange(hour, hour + interval '1 hour')) FROM split), '{}') AS rolled)
    SELECT rolled::text, (SELECT json_agg(json_build_array(lower(one), upper(one)) ORDER BY one)
      FROM unnest(tstzmultirange(tstzrange(${from}, ${to})) - rolled) AS one) AS raw FROM found`.execute(tx)
  const [{ rolled, raw } = { rolled: '{}', raw: null }] = rows
  return {
    isRolled: (hour) => sql`${sql.ref(hour)} <@ ${rolled}::tstzmultirange`,
    raw: (raw ?? []).map(([begin, end]) => ({ from: new Date(begin), to: new Date(end) })),
  }
}
