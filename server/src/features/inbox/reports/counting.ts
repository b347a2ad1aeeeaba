import { type RawBuilder, sql } from 'kysely'
import type { ReadReport, ReportFigures } from '#contract/shapes/report.ts'

/** What to count in a period. */
export interface Counting {
  readonly by: ReadReport['by']
  /** The start of each interval, and the end of the last one. */
  readonly starts: readonly Date[]
  readonly quietSince: Date
  readonly agentId: string | undefined
  /** Only the work of these members; undefined for everybody's. */
  readonly memberIds: readonly string[] | undefined
}

/** Some figures of a line; of the whole for the key null. */
export interface Line extends Partial<ReportFigures> {
  key: string | null
}

/** The key of a row, from its time (`at`), agent and member. */
export const keyOf = ({ by, starts }: Pick<Counting, 'by' | 'starts'>): RawBuilder<unknown> => {
  if (by === 'agent') return sql`coalesce(agent_id::text, '')`
  if (by === 'member') return sql`coalesce(member_id::text, '')`
  return sql`width_bucket(at, ${starts.map((start) => start.toISOString())}::timestamptz[])`
}

/** Restricts rows to the selected agents or members. */
export const isOfThese = ({
  agentId,
  memberIds,
}: Pick<Counting, 'agentId' | 'memberIds'>): RawBuilder<unknown> =>
  sql.join(
    [
      sql`true`,
      ...(agentId === undefined ? [] : [sql`agent_id = ${agentId}`]),
      ...(memberIds === undefined ? [] : [sql`member_id = ANY(${[...memberIds]}::uuid[])`]),
    ],
    sql` AND `,
  )
