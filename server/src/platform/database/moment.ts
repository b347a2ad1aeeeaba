import { sql } from 'kysely'
import type { Reader } from './open.ts'
import { setQuestion } from './set-statement.ts'

const moment = setQuestion<{ once: true }, { now: Date }>({ once: 'boolean' }, (db, given) =>
  db.selectFrom(given).select(['given.nth', sql<Date>`now()::timestamptz(3)`.as('now')]),
)

/**
 * The time of the transaction, by the database's clock, for rows that are sent without waiting for their timestamps.
 */
export async function momentOf(tx: Reader): Promise<Date> {
  const found = await moment.row(tx, { once: true })
  if (!found) throw new TypeError('The database did not return the time.')
  return found.now
}
