import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a row comes after another in a list ordered by time, newest first. `column` has the time, `at` is the other's
 * as ISO 8601; IDs break ties.
 */
export const olderThan = (column: string, { at, id }: { at: string; id: string }): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(column)}, id) < (${at}::timestamptz, ${id}::uuid)`
