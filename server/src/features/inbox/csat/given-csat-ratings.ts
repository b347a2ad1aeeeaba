import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'

/** What was said of conversations in a time, for whoever counts it. */
export const givenCsatRatings = (tx: Reader, from: Date, to: Date) =>
  tx
    .selectFrom('csat_ratings')
    .where('rated_at', '>=', from)
    .where('rated_at', '<', to)
    .select(['conversation_id', 'member_id', 'score', sql<Date>`rated_at`.as('at')])
