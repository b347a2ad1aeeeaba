import { sql } from 'kysely'
import type { Database } from './open.ts'

// Any number serves, as long as every process of every version uses the same.
const MOVER_LOCK = 7_232_140

/** Runs while no other process that moves the schema with this does; they wait. */
export const oneMover = <R>(database: Database, run: () => Promise<R>): Promise<R> =>
  database.administer((db) =>
    db.connection().execute(async (connection) => {
      await sql`SELECT pg_advisory_lock(${sql.lit(MOVER_LOCK)})`.execute(connection)
      try {
        return await run()
      } finally {
        await sql`SELECT pg_advisory_unlock(${sql.lit(MOVER_LOCK)})`.execute(connection)
      }
    }),
  )

/** Runs unless another process does something under the same number; null then. */
export const ifNobodyElse = <R>(database: Database, lock: number, run: () => Promise<R>): Promise<R | null> =>
  database.administer((db) =>
    db.connection().execute(async (connection) => {
      const { rows } = await sql<{ is_mine: boolean }>`
        SELECT pg_try_advisory_lock(${sql.lit(lock)}) AS is_mine`.execute(connection)
      if (!rows[0]?.is_mine) return null
      try {
        return await run()
      } finally {
        await sql`SELECT pg_advisory_unlock(${sql.lit(lock)})`.execute(connection)
      }
    }),
  )
