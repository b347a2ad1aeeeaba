import { type Expression, type RawBuilder, sql } from 'kysely'
import { firstIdOf } from '../database/time-ids.ts'

/** A range of time, with an exclusive end. */
export interface Stretch {
  readonly from: Date
  readonly to: Date
}

/** The same in a statement over several of them. */
export interface StretchOf {
  readonly from: Expression<Date>
  readonly to: Expression<Date>
  /** IDs (UUIDv7) of rows created in it lie between these. */
  readonly firstId: Expression<string>
  readonly lastId: Expression<string>
}

/** Rows in it by their time. */
export type Between = Pick<StretchOf, 'from' | 'to'>

/** For rows with a time besides their ID: different clocks produce them. */
export const DAY_OF_SLACK_MS = 86_400_000

/** A table of ranges for a statement, with the names of its columns. `slackMs` is how far IDs may deviate. */
export function tableOf(stretches: readonly Stretch[], slackMs: number) {
  const bounds = (later: number, of: (stretch: Stretch) => Date) =>
    stretches.map((stretch) => firstIdOf(new Date(Math.max(0, of(stretch).getTime() + later))))
  const table: RawBuilder<unknown> = sql`unnest(
    ${stretches.map(({ from }) => from.toISOString())}::timestamptz[], ${stretches.map(({ to }) => to.toISOString())}::timestamptz[],
    ${bounds(-slackMs, ({ from }) => from)}::uuid[], ${bounds(slackMs, ({ to }) => to)}::uuid[]
  ) AS stretch(from_at, to_at, first_id, last_id)`
  const column = <T>(of: string) => sql<T>`${sql.ref(`stretch.${of}`)}`
  const stretch: StretchOf = {
    from: column('from_at'),
    to: column('to_at'),
    firstId: column('first_id'),
    lastId: column('last_id'),
  }
  return { table, stretch }
}
