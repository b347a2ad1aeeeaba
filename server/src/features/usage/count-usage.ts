import { type SelectQueryBuilder, sql } from 'kysely'
import type { Cost } from '#contract/money.ts'
import type { ReadUsage, UsageLine } from '#contract/shapes/usage.ts'
import { spentOnCompletions } from '#features/chat/index.ts'
import { spentOnFiles } from '#features/files/index.ts'
import { spentOnReadings, spentOnVectors } from '#features/knowledge/index.ts'
import { spentOnReplies } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Days } from './days.ts'

export type Counts = Omit<UsageLine, 'key' | 'name'>
type Filter = Pick<ReadUsage, 'agentId' | 'model'>

const NANOS = 1e9

/** Everything that was spent in a period, one row an answer, whatever it was an answer to, or a picture that was read. */
function spent(tx: Reader, { starts }: Days, { agentId, model }: Filter) {
  const [from = new Date(0)] = starts
  const to = starts.at(-1) ?? from
  let rows = tx.selectFrom(
    tx
      .selectFrom(spentOnCompletions(tx, from, to).as('completions'))
      .selectAll()
      .unionAll(spentOnReplies(tx, from, to))
      .unionAll(spentOnReadings(tx, from, to))
      .unionAll(spentOnVectors(tx, from, to))
      .unionAll(spentOnFiles(tx, from, to))
      .as('spent'),
  )
  if (agentId !== undefined) rows = rows.where('agent_id', '=', agentId)
  if (model !== undefined) rows = rows.where('model', '=', model)
  return rows
}

/** What stands for a line: of that day, that model, that agent, that person or that purpose. */
const keys = {
  day: ({ starts }: Days) =>
    sql<string>`width_bucket(at, ${sql.val(starts.map((start) => start.toISOString()))}::timestamptz[])::text`,
  model: () => sql<string>`coalesce(model, '')`,
  agent: () => sql<string>`coalesce(agent_id::text, '')`,
  person: () => sql<string>`person_kind || ' ' || coalesce(person_id::text, '')`,
  purpose: () => sql<string>`purpose`,
}

/** The counts of each line, keyed; the most answered first. */
export async function countUsage(
  tx: Reader,
  days: Days,
  { by, ...filter }: Filter & Pick<ReadUsage, 'by'>,
  limit: number,
): Promise<Map<string, Counts>> {
  const keyed = () =>
    tx.selectFrom(spent(tx, days, filter).selectAll().select(keys[by](days).as('key')).as('keyed'))
  const [lines, costs] = await Promise.all([
    counted(keyed().select('key').groupBy('key'))
      .orderBy('replies', 'desc')
      .orderBy('key')
      .limit(limit)
      .execute(),
    keyed()
      .where('currency', 'is not', null)
      .select(['key', 'currency', sql<number>`sum(cost_nanos)::float8`.as('nanos')])
      .groupBy(['key', 'currency'])
      .execute(),
  ])
  return new Map(
    lines.map(({ key: line, ...counts }) => [
      line,
      { ...counts, costs: sums(costs.filter((cost) => cost.key === line)) },
    ]),
  )
}

/** The counts of the whole period. */
export async function countAll(tx: Reader, days: Days, filter: Filter): Promise<Counts> {
  const [total, costs] = await Promise.all([
    counted(spent(tx, days, filter)).executeTakeFirstOrThrow(),
    spent(tx, days, filter)
      .where('currency', 'is not', null)
      .select(['currency', sql<number>`sum(cost_nanos)::float8`.as('nanos')])
      .groupBy('currency')
      .execute(),
  ])
  return { ...total, costs: sums(costs) }
}

const counted = <DB, TB extends keyof DB, O>(rows: SelectQueryBuilder<DB, TB, O>) =>
  rows.select([
    // What was read or looked up costs, and answers nobody.
    sql<number>`count(*) FILTER (WHERE state NOT IN ('read', 'looked up'))`.as('replies'),
    sql<number>`count(*) FILTER (WHERE state = 'looked up')`.as('searches'),
    sql<number>`count(*) FILTER (WHERE state IN ('failed', 'interrupted'))`.as('failures'),
    sql<number>`coalesce(sum(input_tokens), 0)::float8`.as('inputTokens'),
    sql<number>`coalesce(sum(output_tokens), 0)::float8`.as('outputTokens'),
    sql<number>`count(*) FILTER (WHERE currency IS NULL AND (output_tokens > 0 OR purpose IN ('embedding', 'search', 'reranking')))`.as(
      'unpriced',
    ),
    sql<number | null>`round(percentile_cont(0.5) WITHIN GROUP (ORDER BY first_token_ms))`.as('firstTokenMs'),
  ])

const sums = (costs: readonly { currency: string | null; nanos: number }[]): Cost[] =>
  costs
    .map(({ currency, nanos }) => ({ amount: nanos / NANOS, currency: currency ?? '' }))
    .sort((a, b) => b.amount - a.amount)
