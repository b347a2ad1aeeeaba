import { type Expression, type RawBuilder, sql } from 'kysely'
import { firstIdOf } from '../database/time-ids.ts'

/** A stretch of time, its end excluded. */
export interface Stretch {
  readonly from: Date
  readonly to: Date
}

/** The same in a statement over several of them. */
export interface StretchOf {
  readonly from: Expression<Date>
  readonly to: Expression<Date>
  /** Ids (UUIDv7) of what was made in it lie between these. */
  readonly firstId: Expression<string>
  readonly lastId: Expression<string>
}

/** What happened in it, by its moment. */
export type Between = Pick<StretchOf, 'from' | 'to'>

/** For what has a moment besides its id: other clocks make the one and the other. */
export const DAY_OF_SLACK_MS = 86_400_000

/** A table of stretches for a statement, and how its columns are called. `slackMs` is how far ids may lie beside them. */
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
