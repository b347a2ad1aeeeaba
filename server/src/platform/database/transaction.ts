import type { Kysely } from 'kysely'
import { asDatabaseFault } from './faults.ts'
import { type DatabasePool, sendTogether } from './pool.ts'
import type { Schema } from './schema.ts'

/**
 * Runs one transaction that begins with `opening`. The opening is sent ahead of the first statement without
 * waiting for its answer; should it fail, that statement fails with it, and nothing is committed.
 * Resolves after the commit. Throws what `run` threw, or a Fault for the database's own failures.
 */
export async function runTransaction<R>(
  pool: DatabasePool,
  opening: string,
  run: (tx: Kysely<Schema>) => Promise<R>,
): Promise<R> {
  const { client, db, giveBack } = await pool.borrow()
  sendTogether(client)
  const opened = client.query(opening)
  // Awaited below; this only keeps a failure that comes first from counting as unhandled.
  opened.catch(() => {})
  try {
    const [result] = await Promise.all([run(db), opened])
    const committed = await client.query('COMMIT')
    if (committed.command !== 'COMMIT') throw new Error('The transaction was rolled back at its commit.')
    giveBack()
    return result
  } catch (error) {
    const lost = await client.query('ROLLBACK').then(
      () => undefined,
      (reason: Error) => reason,
    )
    giveBack(lost)
    throw asDatabaseFault(error)
  }
}
