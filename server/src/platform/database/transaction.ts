import type { CompiledQuery, Kysely } from 'kysely'
import { DatabaseError } from 'pg'
import { asDatabaseFault } from './faults.ts'
import type { BorrowedConnection, DatabasePool } from './pool.ts'
import type { Opening } from './route.ts'
import type { RolePrefix } from './roles.ts'
import type { Schema } from './schema.ts'
import { type DatabaseWatch, unwatched } from './watch.ts'

const IN_FAILED_TRANSACTION = '25P02'

/**
 * Sends a statement immediately, behind those before it. Its failure fails the commit; its rows are available after the
 * commit, and must not be awaited before.
 */
export type Send = (statement: CompiledQuery) => Promise<readonly unknown[]>

/** The same promise, without an unhandled rejection if nobody awaits it. */
export function ignoreRejection<R>(promise: Promise<R>): Promise<R> {
  promise.catch(() => {})
  return promise
}

/** Thrown if the database answered a commit with a rollback, without a failed statement. */
export class RolledBack extends Error {
  override readonly message = 'The transaction was rolled back at its commit.'
}

/** The body of a transaction; `share` opens parts of it for several viewers. */
type Run<R> = (db: Kysely<Schema>, send: Send, share: BorrowedConnection['share']) => Promise<R>

/**
 * Runs one transaction that starts with `opening`. The opening is sent ahead of the first statement without waiting for
 * its result; if it fails, that statement fails with it, and nothing is committed. The last statements that `run` sends
 * travel with the commit. Resolves after the commit, or for a read-only one as soon as it has read. Throws what `run`
 * threw, or a Fault for the database's own failures.
 */
export async function runTransaction<R>(
  pool: DatabasePool,
  opening: (prefix: RolePrefix) => Opening,
  run: Run<R>,
  { kind = 'write', watch = unwatched, tenantId = null }: Watched = {},
): Promise<R> {
  const begunAt = performance.now()
  try {
    return await runOnce(pool, opening, run, { isReading: kind === 'read', tenantId })
  } finally {
    watch.transaction(kind, performance.now() - begunAt)
  }
}

interface Watched {
  readonly kind?: 'read' | 'write' | 'system'
  readonly watch?: Pick<DatabaseWatch, 'transaction'>
  readonly tenantId?: string | null
}

async function runOnce<R>(
  pool: DatabasePool,
  opening: (prefix: RolePrefix) => Opening,
  run: Run<R>,
  { isReading, tenantId }: { isReading: boolean; tenantId: string | null },
): Promise<R> {
  const { db, prefix, open, commit, rollback, execute, share, firstFailure, giveBack } =
    await pool.borrow(tenantId)
  const unanswered: Promise<unknown>[] = []
  const expect = <A>(answer: Promise<A>): Promise<A> => {
    // Awaited below.
    unanswered.push(ignoreRejection(answer))
    return answer
  }
  expect(open(opening(prefix)))
  try {
    const result = await run(db, (statement) => expect(execute(statement)), share)
    // If an earlier statement fails, this commit rolls back, and that failure is thrown.
    const ending = commit()
    const ended = Promise.all([...unanswered, ending])
    if (isReading) {
      // It changed nothing, so the outcome of its end does not matter; a connection that fails at it is not reused.
      ended.then(() => giveBack(), giveBack)
      return result
    }
    await ended
    if ((await ending).command !== 'COMMIT') throw firstFailure() ?? new RolledBack()
    giveBack()
    return result
  } catch (error) {
    const lost = await rollback().then(
      () => undefined,
      (reason: Error) => reason,
    )
    giveBack(lost)
    throw asDatabaseFault(isAfterFailure(error) ? (firstFailure() ?? error) : error)
  }
}

/** Whether a statement only failed because an earlier one had. */
const isAfterFailure = (error: unknown) =>
  error instanceof DatabaseError && error.code === IN_FAILED_TRANSACTION
