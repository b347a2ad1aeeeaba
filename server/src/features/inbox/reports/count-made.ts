import { sql } from 'kysely'
import type { ReportFigures, ReportTimes } from '#contract/shapes/report.ts'
import type { Reader } from '#platform/database/open.ts'
import { type Quantiles, quantilesOf } from '#platform/rollups/quantiles.ts'
import { rolledOf } from '#platform/rollups/rolled.ts'
import { type Counting, isOfThese, keyOf, type Line } from './counting.ts'
import { counted, rowsIn } from './pieces.ts'
import { NAME } from './report-hours.ts'

const SECOND_MS = 1_000

type Sums = { key: string | null } & Pick<
  ReportFigures,
  'opened' | 'settled' | 'settledByAgents' | 'ownerMessages' | 'agentMessages' | 'memberMessages'
>

/** The figures about opened conversations and messages, from rolled-up hours and the rows of the other hours. */
export async function countMade(tx: Reader, counting: Counting): Promise<Line[]> {
  const pieces = await piecesOf(tx, counting)
  const sum = (name: (typeof counted)[number]) => sql`sum(${sql.ref(name)})::int`
  const { rows } = await sql<Sums>`
    SELECT key::text AS key, ${sum('opened')} AS opened, ${sum('settled')} AS settled,
      ${sum('settled_by_agents')} AS "settledByAgents", ${sum('owner_messages')} AS "ownerMessages",
      ${sum('agent_messages')} AS "agentMessages", ${sum('member_messages')} AS "memberMessages"
    FROM ${pieces} AS piece GROUP BY GROUPING SETS ((key), ()) HAVING count(*) > 0`.execute(tx)
  const times = { pieces, values: 'first_ms', counts: 'first_counts', among: sql`true` }
  const firsts = await quantilesOf(tx, times, [0.5, 0.9])
  return rows.map(({ key, ...sums }) => ({ key, ...sums, agentFirst: timesOf(firsts.get(key)) }))
}

const timesOf = (of: Quantiles | undefined): ReportTimes => ({
  count: of?.count ?? 0,
  medianSeconds: secondsOf(of?.values[0]),
  p90Seconds: secondsOf(of?.values[1]),
})

const secondsOf = (ms: number | undefined) => (ms === undefined ? null : ms / SECOND_MS)

async function piecesOf(tx: Reader, counting: Counting) {
  const { starts, quietSince } = counting
  const { isRolled, raw } = await rolledOf(tx, NAME, starts)
  const since = sql<Date>`${quietSince.toISOString()}::timestamptz`
  const [from, to] = [starts[0], starts.at(-1)].map((start) => sql`${start?.toISOString()}::timestamptz`)
  const quiet = (column: string) =>
    sql`CASE WHEN ${sql.ref(column)} = '{}' THEN 0 ELSE (SELECT count(*) FROM unnest(${sql.ref(column)}) AS at WHERE at < ${since}) END`
  return sql`(SELECT *, ${keyOf(counting)} AS key FROM (
    SELECT hour AS at, agent_id, member_id, opened, settled + ${quiet('moving')} + ${quiet('moving_by_agents')} AS settled,
      settled_by_agents + ${quiet('moving_by_agents')} AS settled_by_agents, owner_messages, agent_messages, member_messages,
      first_ms, first_counts
    FROM report_hours WHERE hour >= ${from} AND hour < ${to} AND ${isRolled('hour')}
    UNION ALL
    SELECT at, agent_id, member_id, ${sql.join(counted.map((name) => sql.ref(name)))}, ARRAY[first_ms], ARRAY[1]
    FROM ${rowsIn(tx, raw, since)} AS row
  ) AS piece WHERE ${isOfThese(counting)})`
}
