import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Database } from './open.ts'
import type { Schema } from './schema.ts'

// Any number serves, as long as every process of every version uses the same.
const MOVER_LOCK = 7_232_140
const LOOK_EVERY_MS = 200

/** Runs while no other process that moves the schema with this does; they wait. */
export async function withMigrationLock<R>(database: Database, run: () => Promise<R>): Promise<R> {
  for (;;) {
    const done = await holding(database, MOVER_LOCK, async () => ({ result: await run() }))
    if (done) return done.result
    await pause(LOOK_EVERY_MS)
  }
}

/** Runs unless another process holds the lock of that number; null then. */
export const withLockOrSkip = <R>(
  database: Database,
  lock: number,
  run: () => Promise<R>,
): Promise<R | null> => holding(database, lock, run)

/**
 * The lock lasts as long as its transaction, which does nothing else: behind a pooler, a session is not ours for
 * longer. An idle transaction without a snapshot blocks nothing.
 */
const holding = <R>(database: Database, lock: number, run: () => Promise<R>): Promise<R | null> =>
  database.administer((db: Kysely<Schema>) =>
    db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ is_mine: boolean }>`
            SELECT pg_try_advisory_xact_lock(${sql.lit(lock)}) AS is_mine,
              set_config('idle_in_transaction_session_timeout', '0', true)`.execute(tx)
      return rows[0]?.is_mine ? await run() : null
    }),
  )
