import type { CompiledQuery, Kysely } from 'kysely'
import { asDatabaseFault } from './faults.ts'
import { type DatabasePool, sendTogether } from './pool.ts'
import type { Schema } from './schema.ts'

/**
 * Runs one transaction that begins with `opening`. The opening is sent ahead of the first statement without
 * waiting for its answer; should it fail, that statement fails with it, and nothing is committed.
 * Statements of `closing` are asked for when `run` has its result, and leave together with the commit.
 * Resolves after the commit. Throws what `run` threw, or a Fault for the database's own failures.
 */
export async function runTransaction<R>(
  pool: DatabasePool,
  opening: string,
  run: (tx: Kysely<Schema>) => Promise<R>,
  closing: () => readonly CompiledQuery[] = () => [],
): Promise<R> {
  const { client, db, execute, giveBack } = await pool.borrow()
  sendTogether(client)
  const opened = client.query(opening)
  // Awaited below; this only keeps a failure that comes first from counting as unhandled.
  opened.catch(() => {})
  try {
    const [result] = await Promise.all([run(db), opened])
    const closed = closing().map(execute)
    // Should a closing statement fail, this commit rolls back, and the failure is what is thrown.
    const [committed] = await Promise.all([client.query('COMMIT'), ...closed])
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
