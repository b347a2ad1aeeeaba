import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'

/** The CSAT ratings that were given in a period, for reports. */
export const givenCsatRatings = (tx: Reader, from: Date, to: Date) =>
  tx
    .selectFrom('csat_ratings')
    .where('rated_at', '>=', from)
    .where('rated_at', '<', to)
    .select(['conversation_id', 'member_id', 'score', sql<Date>`rated_at`.as('at')])
