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
 * Sends a statement at once, behind those before it. Its failure is the commit's; the rows that it answers are there once the
 * commit stands, and before that are not to be waited for.
 */
export type Send = (statement: CompiledQuery) => Promise<readonly unknown[]>

/** The same promise, whose failure is nobody's who does not wait for it. */
export function ignoreRejection<R>(promise: Promise<R>): Promise<R> {
  promise.catch(() => {})
  return promise
}

/** Thrown where the database answered a commit with a rollback, and no statement told why. */
export class RolledBack extends Error {
  override readonly message = 'The transaction was rolled back at its commit.'
}

/** What runs inside a transaction; `share` opens parts of it for several viewers. */
type Run<R> = (db: Kysely<Schema>, send: Send, share: BorrowedConnection['share']) => Promise<R>

/**
 * Runs one transaction that begins with `opening`. The opening is sent ahead of the first statement without
 * waiting for its answer; should it fail, that statement fails with it, and nothing is committed. What `run` sends
 * last leaves together with the commit.
 * Resolves after the commit, or as soon as it has read where it only reads. Throws what `run` threw, or a Fault for the
 * database's own failures.
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
    // Should a statement before it fail, this commit rolls back, and that failure is what is thrown.
    const ending = commit()
    const ended = Promise.all([...unanswered, ending])
    if (isReading) {
      // It changed nothing, so its end decides nothing; a connection that failed at it is not used again.
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

/** Whether a statement only failed because one before it had. */
const isAfterFailure = (error: unknown) =>
  error instanceof DatabaseError && error.code === IN_FAILED_TRANSACTION
