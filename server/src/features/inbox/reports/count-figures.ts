import { sql } from 'kysely'
import type { ReportFigures } from '#contract/shapes/report.ts'
import type { Reader } from '#platform/database/open.ts'
import { countMade } from './count-made.ts'
import { type Counting, isOfThese, keyOf, type Line } from './counting.ts'
import { noFigures } from './figures.ts'
import { type Measure, measuresOf } from './measures.ts'

/** These queries read so much that hash joins in memory beat the nested loops that are better elsewhere. */
const PLANNING = [
  ['enable_hashjoin', 'on'],
  ['enable_mergejoin', 'on'],
  ['work_mem', '64MB'],
] as const

export interface Counted {
  readonly total: ReportFigures
  /** By the number of the interval, counted from 1, or the ID of the agent or member. */
  readonly lines: ReadonlyMap<string, ReportFigures>
}

/** Whether the figures are about members' work rather than all conversations. */
export const isOfMembers = ({ by, memberIds }: Pick<Counting, 'by' | 'memberIds'>): boolean =>
  by === 'member' || memberIds !== undefined

/** The figures of each line and the totals. */
export async function countFigures(tx: Reader, counting: Counting): Promise<Counted> {
  const [from = new Date(0)] = counting.starts
  const to = counting.starts.at(-1) ?? from
  const ofMembers = isOfMembers(counting)
  const measures = measuresOf(tx, { from, to })
  const blank = noFigures(ofMembers)
  await sql`SELECT ${sql.join(PLANNING.map(([name, value]) => sql`set_config(${name}, ${value}, true)`))}`.execute(
    tx,
  )
  const counted = new Map<string | null, ReportFigures>()
  const add = (lines: readonly Line[]) => {
    for (const { key, ...figures } of lines) counted.set(key, { ...(counted.get(key) ?? blank), ...figures })
  }
  add(await countMade(tx, counting))
  for (const measure of measures) {
    if (ofMembers && !measure.isOfMembers) continue
    add(await countOne(tx, measure, counting))
  }
  const lines = [...counted].flatMap(([key, figures]): [string, ReportFigures][] =>
    // Work of nobody has no line in a report by member.
    key === null || (key === '' && counting.by === 'member') ? [] : [[key, withoutOthers(figures, blank)]],
  )
  return { total: withoutOthers(counted.get(null) ?? blank, blank), lines: new Map(lines) }
}

/** In reports about members, figures that are nobody's work stay null. */
const withoutOthers = (figures: ReportFigures, blank: ReportFigures): ReportFigures =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      blank[name as keyof ReportFigures] === null ? null : value,
    ]),
  ) as ReportFigures

async function countOne(tx: Reader, { rows, select }: Measure, counting: Counting): Promise<readonly Line[]> {
  const found = await sql<Line>`SELECT key::text AS key, ${select} FROM
    (SELECT *, ${keyOf(counting)} AS key FROM ${rows} AS counted WHERE ${isOfThese(counting)}) AS keyed
    GROUP BY GROUPING SETS ((key), ())`.execute(tx)
  return found.rows
}
