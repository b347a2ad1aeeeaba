import { type Expression, type RawBuilder, sql } from 'kysely'
import { boundAt } from '../database/partitions/partition.ts'

/** A stretch of time, its end excluded. */
export interface Stretch {
  readonly from: Date
  readonly to: Date
}

/** The same in a statement over several of them. */
export interface StretchOf {
  readonly from: Expression<Date>
  readonly to: Expression<Date>
  /** Ids (UUIDv7) of what was made in it lie between these: a day is left for clocks that differ. */
  readonly firstId: Expression<string>
  readonly lastId: Expression<string>
}

const SLACK_MS = 86_400_000

/** A table of stretches, `name` in its statement, and how its columns are called. */
export function tableOf(stretches: readonly Stretch[], name = 'stretch') {
  const bounds = (later: number, of: (stretch: Stretch) => Date) =>
    stretches.map((stretch) => boundAt(new Date(Math.max(0, of(stretch).getTime() + later))))
  const table: RawBuilder<unknown> = sql`unnest(
    ${stretches.map(({ from }) => from.toISOString())}::timestamptz[], ${stretches.map(({ to }) => to.toISOString())}::timestamptz[],
    ${bounds(-SLACK_MS, ({ from }) => from)}::uuid[], ${bounds(SLACK_MS, ({ to }) => to)}::uuid[]
  ) AS ${sql.id(name)}(from_at, to_at, first_id, last_id)`
  const column = <T>(of: string) => sql<T>`${sql.ref(`${name}.${of}`)}`
  const stretch: StretchOf = {
    from: column('from_at'),
    to: column('to_at'),
    firstId: column('first_id'),
    lastId: column('last_id'),
  }
  return { table, stretch }
}
