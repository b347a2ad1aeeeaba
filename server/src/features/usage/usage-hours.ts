import { type RawBuilder, sql } from 'kysely'
import { step } from '#kernel/step.ts'
import { rounded } from '#platform/rollups/quantiles.ts'
import { type RollUp, rollUp } from '#platform/rollups/roll-up.ts'
import { firstSpent, spentIn } from './spent.ts'

/** The value that is summed from a usage row, by the name of its roll-up column. */
export const values: Readonly<Record<string, RawBuilder<number>>> = {
  // Reading and searching cost money, but answer nobody.
  replies: sql`(state NOT IN ('read', 'looked up'))::integer`,
  searches: sql`(state = 'looked up')::integer`,
  failures: sql`(state IN ('failed', 'interrupted'))::integer`,
  unpriced: sql`(currency IS NULL AND (coalesce(output_tokens, 0) > 0 OR purpose IN ('embedding', 'search', 'reranking')))::integer`,
  input_tokens: sql`coalesce(input_tokens, 0)`,
  output_tokens: sql`coalesce(output_tokens, 0)`,
  cost_nanos: sql`coalesce(cost_nanos, 0)`,
}
export const counted = Object.keys(values)

export const NAME = 'usage'

const names = sql.join(counted.map((name) => sql.ref(name)))
const lines = sql`hour, agent_id, model, purpose, currency`

const usageHours: RollUp = {
  name: NAME,
  table: 'usage_hours',
  first: firstSpent,
  count: async (tx, tenantId, stretches) =>
    void (await sql`
      INSERT INTO usage_hours (tenant_id, line, ${lines}, ${names}, first_token_ms, first_token_counts)
      SELECT ${tenantId}, row_number() OVER (PARTITION BY hour), ${lines},
        ${sql.join(counted.map((name) => sql`sum(${sql.ref(name)})`))},
        coalesce(array_agg(first_token_ms ORDER BY first_token_ms) FILTER (WHERE first_token_ms IS NOT NULL), '{}'),
        coalesce(array_agg(rows ORDER BY first_token_ms) FILTER (WHERE first_token_ms IS NOT NULL), '{}')
      FROM (
        SELECT ${lines}, first_token_ms, count(*)::integer AS rows,
          ${sql.join(Object.entries(values).map(([name, value]) => sql`sum(${value}) AS ${sql.ref(name)}`))}
        FROM (SELECT ${lines}, state, input_tokens, output_tokens, cost_nanos, ${rounded('first_token_ms')} AS first_token_ms
          FROM (SELECT *, date_trunc('hour', at, 'UTC') AS hour FROM ${spentIn(tx, stretches)} AS spent) AS spent) AS spent
        GROUP BY ${lines}, first_token_ms) AS counted
      GROUP BY ${lines}`.execute(tx)),
}

/** Rolls up hours that are over, for reports of a year; true if there is more to do. */
export const rollUpUsage = step(({ tx, scope }) => rollUp(tx, scope.tenantId, usageHours))
