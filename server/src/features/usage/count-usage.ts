import { type RawBuilder, sql } from 'kysely'
import type { Cost } from '#contract/money.ts'
import type { ReadUsage, UsageLine } from '#contract/shapes/usage.ts'
import type { Reader } from '#platform/database/open.ts'
import { nothingRolled, type Rolled, rolledOf } from '#platform/rollups/rolled.ts'
import { type Quantiles, quantilesOf } from '#platform/rollups/quantiles.ts'
import type { Days } from './days.ts'
import { spentIn } from './spent.ts'
import { counted, NAME, values } from './usage-hours.ts'

export type Counts = Omit<UsageLine, 'key' | 'name'>
type Filter = Pick<ReadUsage, 'agentId' | 'model'>
type Asked = Filter & Pick<ReadUsage, 'by'>

const NANOS = 1e9

/** The key of a line: day, model, agent, person or purpose. */
const keys: Record<ReadUsage['by'], (days: Days) => RawBuilder<unknown>> = {
  day: ({ starts }) =>
    sql`width_bucket(at, ${sql.val(starts.map((start) => start.toISOString()))}::timestamptz[])`,
  model: () => sql`coalesce(model, '')`,
  agent: () => sql`coalesce(agent_id::text, '')`,
  person: () => sql`person_kind || ' ' || coalesce(person_id::text, '')`,
  purpose: () => sql`purpose`,
}

const columns = sql.join(counted.map((name) => sql.ref(name)))
const kept = sql`agent_id, model, purpose, currency`

/**
 * The parts of the period with their keys: rolled-up hours, and the rows of other hours. Rolled-up hours do not tell
 * who asked.
 */
function piecesOf(tx: Reader, days: Days, { by, agentId, model }: Asked, { isRolled, raw }: Rolled) {
  const [from, to] = [days.starts[0], days.starts.at(-1)].map(
    (start) => sql`${start?.toISOString()}::timestamptz`,
  )
  const ofHours = sql`SELECT hour AS at, ${kept}, ${columns}, first_token_ms, first_token_counts,
      NULL::text AS person_kind, NULL::uuid AS person_id
    FROM usage_hours WHERE hour >= ${from} AND hour < ${to} AND ${isRolled('hour')}`
  const ofRows = sql`SELECT at, ${kept}, ${sql.join(Object.values(values))},
      ARRAY[first_token_ms], ARRAY[1], person_kind, person_id
    FROM ${spentIn(tx, raw)} AS spent`
  const wanted = [
    sql`true`,
    ...(agentId === undefined ? [] : [sql`agent_id = ${agentId}`]),
    ...(model === undefined ? [] : [sql`model = ${model}`]),
  ]
  return sql`(SELECT *, ${keys[by](days)} AS key FROM (${ofHours} UNION ALL ${ofRows}) AS piece
    WHERE ${sql.join(wanted, sql` AND `)})`
}

interface Line extends Omit<Counts, 'costs' | 'firstTokenMs'> {
  /** Null for the whole period. */
  key: string | null
  /** By currency; null if nothing had a price. */
  nanos: Record<string, number> | null
}

/** The counts of the whole period and of each line, keyed; the most answered first. */
export async function countUsage(
  tx: Reader,
  days: Days,
  asked: Asked,
  limit: number,
): Promise<{ total: Counts; lines: Map<string, Counts> }> {
  const { starts } = days
  const period = { from: starts[0] ?? new Date(0), to: starts.at(-1) ?? new Date(0) }
  const rolled = asked.by === 'person' ? nothingRolled(period) : await rolledOf(tx, NAME, starts)
  const pieces = piecesOf(tx, days, asked, rolled)
  const rows = await countLines(tx, pieces, limit)
  const among = sql`(key IS NULL OR key::text = ANY(${rows.flatMap(({ key }) => key ?? [])}::text[]))`
  const times = { pieces, values: 'first_token_ms', counts: 'first_token_counts', among }
  const medians = await quantilesOf(tx, times, [0.5])
  const whole = ({ key, nanos, ...counts }: Line): Counts => ({
    ...counts,
    costs: sums(nanos ?? {}),
    firstTokenMs: middle(medians.get(key)),
  })
  const lines = rows.flatMap((row): [string, Counts][] => (row.key === null ? [] : [[row.key, whole(row)]]))
  const total = rows.find(({ key }) => key === null)
  return { total: total ? whole(total) : nothing, lines: new Map(lines) }
}

async function countLines(tx: Reader, pieces: RawBuilder<unknown>, limit: number): Promise<Line[]> {
  const sum = (name: string) => sql`coalesce(sum(${sql.ref(name)}), 0)::float8`
  const { rows } = await sql<Line>`
    WITH each AS MATERIALIZED (
      SELECT key::text AS key, currency, ${sql.join(counted.map((name) => sql`sum(${sql.ref(name)}) AS ${sql.ref(name)}`))}
      FROM ${pieces} AS piece GROUP BY key, currency),
    lines AS (
      SELECT key, ${sum('replies')} AS replies, ${sum('searches')} AS searches, ${sum('failures')} AS failures,
        ${sum('input_tokens')} AS "inputTokens", ${sum('output_tokens')} AS "outputTokens", ${sum('unpriced')} AS unpriced
      FROM each GROUP BY GROUPING SETS ((key), ()) ORDER BY key IS NOT NULL, replies DESC, key LIMIT ${limit + 1}),
    costs AS (
      SELECT key, jsonb_object_agg(currency, cost_nanos::float8) AS nanos FROM each WHERE currency IS NOT NULL GROUP BY key
      UNION ALL SELECT NULL, jsonb_object_agg(currency, nanos) FROM (
        SELECT currency, sum(cost_nanos)::float8 AS nanos FROM each WHERE currency IS NOT NULL GROUP BY currency) AS whole)
    SELECT lines.*, nanos FROM lines LEFT JOIN costs ON coalesce(costs.key, '') = coalesce(lines.key, '')
      AND (costs.key IS NULL) = (lines.key IS NULL)
    ORDER BY lines.key IS NOT NULL, replies DESC, lines.key`.execute(tx)
  return rows
}

const sums = (nanos: Readonly<Record<string, number>>): Cost[] =>
  Object.entries(nanos)
    .map(([currency, of]) => ({ amount: of / NANOS, currency }))
    .sort((a, b) => b.amount - a.amount)

const middle = (of: Quantiles | undefined): number | null => {
  const value = of?.values[0]
  return value === undefined ? null : Math.round(value)
}

/** The counts of a period without usage. */
export const nothing: Counts = {
  replies: 0,
  searches: 0,
  failures: 0,
  inputTokens: 0,
  outputTokens: 0,
  costs: [],
  unpriced: 0,
  firstTokenMs: null,
}
