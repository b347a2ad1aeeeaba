import { sql } from 'kysely'
import { firstMade } from '#features/conversations/index.ts'
import { step } from '#kernel/step.ts'
import { rounded } from '#platform/rollups/quantiles.ts'
import { type RollUp, rollUp } from '#platform/rollups/roll-up.ts'
import { counted, rowsIn } from './pieces.ts'

export const NAME = 'report'

/**
 * The reader decides since when a quiet conversation is settled: one day ago, and its clock may be another day slow.
 */
const surelyQuiet = sql<Date>`now() - interval '2 days'`

const lines = sql`hour, agent_id, member_id`
const all = (column: string) =>
  sql`coalesce(array_agg(${sql.ref(column)}) FILTER (WHERE ${sql.ref(column)} IS NOT NULL), '{}')`

const reportHours: RollUp = {
  name: NAME,
  table: 'report_hours',
  first: firstMade,
  count: async (tx, tenantId, stretches) =>
    void (await sql`
      WITH rows AS MATERIALIZED (
        SELECT *, date_trunc('hour', at, 'UTC') AS hour, ${rounded('first_ms')} AS ms
        FROM ${rowsIn(tx, stretches, surelyQuiet)} AS row),
      sums AS (
        SELECT ${lines}, ${sql.join(counted.map((name) => sql`sum(${sql.ref(name)}) AS ${sql.ref(name)}`))},
          ${all('moving')} AS moving, ${all('moving_by_agents')} AS moving_by_agents
        FROM rows GROUP BY ${lines}),
      times AS (
        SELECT hour, agent_id, array_agg(ms ORDER BY ms) AS first_ms, array_agg(count ORDER BY ms) AS first_counts
        FROM (SELECT hour, agent_id, ms, count(*)::integer AS count FROM rows
          WHERE ms IS NOT NULL GROUP BY hour, agent_id, ms) AS counted
        GROUP BY hour, agent_id)
      INSERT INTO report_hours (tenant_id, line, ${lines}, ${sql.join(counted.map((name) => sql.ref(name)))},
        moving, moving_by_agents, first_ms, first_counts)
      SELECT ${tenantId}, row_number() OVER (PARTITION BY sums.hour), sums.hour, sums.agent_id, sums.member_id,
        ${sql.join(counted.map((name) => sql.ref(name)))}, moving, moving_by_agents,
        coalesce(first_ms, '{}'), coalesce(first_counts, '{}')
      FROM sums LEFT JOIN times ON sums.member_id IS NULL AND times.hour = sums.hour
        AND times.agent_id IS NOT DISTINCT FROM sums.agent_id`.execute(tx)),
}

/** Rolls up hours that are over, for reports of a year; true if there is more to do. */
export const rollUpReports = step(({ tx, scope }) => rollUp(tx, scope.tenantId, reportHours))
