import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../database/open.ts'

/** Rounds a column so that few values represent many: sixteen between powers of two, accurate to a thirtieth. */
export const rounded = (column: string): RawBuilder<number> => {
  const value = sql.ref(column)
  const step = sql`power(2, floor(ln(greatest(${value}, 1)) / ln(2)) - 4)`
  return sql`CASE WHEN ${value} < 32 THEN ${value} ELSE (round(${value} / ${step}) * ${step})::integer END`
}

interface Of {
  /** Rows with a key, and with arrays of values and their frequencies. */
  readonly pieces: RawBuilder<unknown>
  readonly values: string
  readonly counts: string
  /** A condition on the keys. */
  readonly among: RawBuilder<unknown>
}

/** The number of values, and their quantiles, as by percentile_cont. */
export interface Quantiles {
  readonly count: number
  readonly values: readonly number[]
}

/** Of each key, and of everything under the key null. */
export async function quantilesOf(
  tx: Reader,
  { pieces, values, counts, among }: Of,
  shares: readonly number[],
): Promise<Map<string | null, Quantiles>> {
  const place = sql`(total - 1) * share`
  const { rows } = await sql<{ key: string | null; total: number; found: number[] }>`
    WITH each AS MATERIALIZED (
      SELECT key, value, sum(count) AS count
      FROM (SELECT key, unnest(${sql.ref(values)}) AS value, unnest(${sql.ref(counts)}) AS count
        FROM ${pieces} AS piece) AS times
      WHERE value IS NOT NULL GROUP BY key, value),
    counted AS (
      SELECT key::text AS key, value, count FROM each WHERE ${among}
      UNION ALL SELECT NULL, value, sum(count) FROM each GROUP BY value),
    placed AS (
      SELECT key, value, sum(count) OVER (PARTITION BY key ORDER BY value) AS through,
        sum(count) OVER (PARTITION BY key) AS total FROM counted),
    found AS (
      SELECT key, total, share,
        min(value) FILTER (WHERE through > floor(${place})) * (1 - (${place} - floor(${place})))
          + min(value) FILTER (WHERE through > ceil(${place})) * (${place} - floor(${place})) AS value
      FROM placed, unnest(${[...shares]}::numeric[]) AS share GROUP BY key, total, share)
    SELECT key, total::float8 AS total, array_agg(value::float8 ORDER BY share) AS found FROM found GROUP BY key, total`.execute(
    tx,
  )
  return new Map(rows.map(({ key, total, found }) => [key, { count: total, values: found }]))
}
