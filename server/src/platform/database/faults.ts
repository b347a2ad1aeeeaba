import { DatabaseError } from 'pg'

/** Thrown for failures of the database itself; doors turn it into `unavailable` and the like by its `kind`. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault'
  readonly kind: 'unavailable' | 'refused-text' | 'conflict'

  constructor(kind: DatabaseFault['kind'], cause: unknown, message = `The database answered: ${kind}.`) {
    super(message, { cause })
    this.kind = kind
  }
}

const connectionLost = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOTFOUND'])
const unavailableStates = /^(08|53|57P|55P03|25006|58)/
const refusedTextStates = new Set(['22021', '22P05'])
const conflictStates = new Set(['40001', '40P01', '23505'])

/** A prepared statement was used in a session that does not know it, or created in one that already does. */
const strangeSessionStates = new Set(['26000', '42P05'])
const POOLED =
  'The session changed between two transactions: the database is behind a pooler such as PgBouncer. Set PARLEY_DATABASE_PREPARE=off (docs/operate/postgresql.md).'

/** Converts a driver error to a DatabaseFault if its kind is known; returns other errors unchanged. */
export function asDatabaseFault(error: unknown): unknown {
  if (error instanceof DatabaseError && error.code) {
    if (strangeSessionStates.has(error.code)) return new DatabaseFault('unavailable', error, POOLED)
    if (unavailableStates.test(error.code)) return new DatabaseFault('unavailable', error)
    if (refusedTextStates.has(error.code)) return new DatabaseFault('refused-text', error)
    if (conflictStates.has(error.code)) return new DatabaseFault('conflict', error)
    return error
  }
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const isLost =
    connectionLost.has(code) ||
    /Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(error.message)
  return isLost ? new DatabaseFault('unavailable', error) : error
}

/** The database's own error within whatever was thrown; null if there is none. */
export function databaseErrorIn(
  thrown: unknown,
): { code: string; message: string; table: string | undefined; constraint: string | undefined } | null {
  for (let error = thrown; error instanceof Error; error = error.cause)
    if (error instanceof DatabaseError && error.code)
      return { code: error.code, message: error.message, table: error.table, constraint: error.constraint }
  return null
}
