import { type RawBuilder, sql } from 'kysely'
import { spentOnCompletions } from '#features/completions/index.ts'
import { firstSpentOnReplies, spentOnReplies } from '#features/conversations/index.ts'
import { spentOnFiles } from '#features/files/index.ts'
import { spentOnReadings, spentOnVectors } from '#features/knowledge/index.ts'
import type { Reader } from '#platform/database/open.ts'
import {
  type Between,
  DAY_OF_SLACK_MS,
  type Stretch,
  type StretchOf,
  tableOf,
} from '#platform/rollups/stretch.ts'

const others = [spentOnCompletions, spentOnReadings, spentOnVectors, spentOnFiles]

const everything = (tx: Reader, stretch: StretchOf) =>
  sql.join(
    [spentOnReplies, ...others].map((spentOn) => sql`(${spentOn(tx, stretch)})`),
    sql` UNION ALL `,
  )

/** Everything that was spent in these stretches, one row an answer, whatever it was an answer to, or a picture that was read. */
export function spentIn(tx: Reader, stretches: readonly Stretch[]): RawBuilder<unknown> {
  const { table, stretch } = tableOf(stretches, DAY_OF_SLACK_MS)
  return sql`(SELECT spent.* FROM ${table}, LATERAL (${everything(tx, stretch)}) AS spent)`
}

/** When something was first spent, approximately, since a given time or ever; null for never. */
export async function firstSpent(tx: Reader, since: Date | null): Promise<Date | null> {
  const between: Between = {
    from: sql.val(since ?? new Date(0)),
    to: sql<Date>`'infinity'::timestamptz`,
  }
  const firsts = await firstSpentOnReplies(tx, since)
  for (const spentOn of others) {
    const { rows } = await sql<{ at: Date }>`
      SELECT at FROM (${spentOn(tx, between)}) AS spent ORDER BY at LIMIT 1`.execute(tx)
    firsts.push(...rows.map(({ at }) => at))
  }
  return firsts.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
}
