import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a row stands behind another in a list by a moment, the newest first. `column` holds the moment, `at` is the
 * other's as ISO-8601; ids break ties.
 */
export const olderThan = (column: string, { at, id }: { at: string; id: string }): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(column)}, id) < (${at}::timestamptz, ${id}::uuid)`
