import { type RawBuilder, sql } from 'kysely'
import type { ReadReport, ReportFigures } from '#contract/shapes/report.ts'
import type { Reader } from '#platform/database/open.ts'
import { firstIdOf } from '#kernel/time-ids.ts'
import { noFigures } from './figures.ts'
import { type Measure, measuresOf } from './measures.ts'

/** So much is looked at here that it is joined as a whole and in memory, and not row by row as elsewhere. */
const PLANNING = [
  ['enable_hashjoin', 'on'],
  ['enable_mergejoin', 'on'],
  ['work_mem', '64MB'],
] as const

export interface Counting {
  readonly by: ReadReport['by']
  /** When each stretch begins, and when the last one ends. */
  readonly starts: readonly Date[]
  readonly quietSince: Date
  readonly agentId: string | undefined
  /** Whose work; undefined for everybody's. */
  readonly memberIds: readonly string[] | undefined
}

export interface Counted {
  readonly total: ReportFigures
  /** By the number of the stretch, counted from 1, or the id of the agent or member. */
  readonly lines: ReadonlyMap<string, ReportFigures>
}

interface Line extends Partial<ReportFigures> {
  key: string | null
}

const keyOf = ({ by, starts }: Counting, moment: Measure['moment']): RawBuilder<unknown> => {
  if (by === 'agent') return sql`coalesce(agent_id::text, '')`
  if (by === 'member') return sql`coalesce(member_id::text, '')`
  if (moment === 'made_id') return sql`width_bucket(made_id, ${starts.map(firstIdOf)}::uuid[])`
  return sql`width_bucket(at, ${starts.map((start) => start.toISOString())}::timestamptz[])`
}

/** Whether it is counted what members did, and not what came to everybody. */
export const isOfMembers = ({ by, memberIds }: Pick<Counting, 'by' | 'memberIds'>): boolean =>
  by === 'member' || memberIds !== undefined

/** The figures of each line and of all of them. */
export async function countFigures(tx: Reader, counting: Counting): Promise<Counted> {
  const [from = new Date(0)] = counting.starts
  const to = counting.starts.at(-1) ?? from
  const ofMembers = isOfMembers(counting)
  const measures = measuresOf(tx, { from, to, quietSince: counting.quietSince })
  const blank = noFigures(ofMembers)
  await sql`SELECT ${sql.join(PLANNING.map(([name, value]) => sql`set_config(${name}, ${value}, true)`))}`.execute(
    tx,
  )
  const counted = new Map<string | null, ReportFigures>()
  for (const measure of measures) {
    if (ofMembers && !measure.isOfMembers) continue
    for (const { key, ...figures } of await countOne(tx, measure, counting))
      counted.set(key, { ...(counted.get(key) ?? blank), ...figures })
  }
  const lines = [...counted].flatMap(([key, figures]): [string, ReportFigures][] =>
    // What nobody did is no member's line.
    key === null || (key === '' && counting.by === 'member') ? [] : [[key, withoutOthers(figures, blank)]],
  )
  return { total: withoutOthers(counted.get(null) ?? blank, blank), lines: new Map(lines) }
}

/** What is nobody's work stays null where members are told of. */
const withoutOthers = (figures: ReportFigures, blank: ReportFigures): ReportFigures =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      blank[name as keyof ReportFigures] === null ? null : value,
    ]),
  ) as ReportFigures

async function countOne(tx: Reader, measure: Measure, counting: Counting): Promise<readonly Line[]> {
  const { rows, select, moment } = measure
  const { agentId, memberIds } = counting
  const conditions = [
    sql`true`,
    ...(agentId === undefined ? [] : [sql`agent_id = ${agentId}`]),
    ...(memberIds === undefined ? [] : [sql`member_id = ANY(${[...memberIds]}::uuid[])`]),
  ]
  const found = await sql<Line>`SELECT key::text AS key, ${select} FROM
    (SELECT *, ${keyOf(counting, moment)} AS key FROM ${rows} AS counted WHERE ${sql.join(conditions, sql` AND `)}) AS keyed
    GROUP BY GROUPING SETS ((key), ())`.execute(tx)
  return found.rows
}
