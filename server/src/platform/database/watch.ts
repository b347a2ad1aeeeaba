/**
 * Receives durations of the database in milliseconds. Called for every statement and transaction, so it must be fast.
 */
export interface DatabaseWatch {
  transaction(kind: 'read' | 'write' | 'system', tookMs: number): void
  /** `text` has no values in it; `tenantId` is null for what works across tenants. */
  statement(text: string, tookMs: number, tenantId: string | null): void
  /** A line of the embedded database's own log. */
  heard?(line: string): void
}

export const unwatched: DatabaseWatch = { transaction() {}, statement() {} }

/** The states of a pool's connections. */
export interface Connections {
  readonly idle: number
  readonly busy: number
  /** Who waits for one. */
  readonly waiting: number
}
