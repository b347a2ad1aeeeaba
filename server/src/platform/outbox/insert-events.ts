import type { CompiledQuery } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Transaction } from '../database/open.ts'
import { columnsFrom, setStatement } from '../database/set-statement.ts'

interface UnstoredEvent {
  readonly type: string
  readonly payload: object
}

interface Author {
  readonly tenantId: string
  readonly requestId: string
  readonly actor: { readonly kind: string; readonly id: string | null }
}

/** Stores events in the caller's transaction. They get their number, and are heard, after its commit. */
export async function insertEvents(
  tx: Transaction,
  author: Author,
  events: readonly UnstoredEvent[],
): Promise<void> {
  if (events.length > 0) await tx.executeQuery(eventStatement(author, events))
}

/** The same as a statement, for a transaction to send as its last. */
export const eventStatement = (author: Author, events: readonly UnstoredEvent[]): CompiledQuery =>
  insertAll.with(
    events.map(({ type, payload }) => ({
      tenant_id: author.tenantId,
      id: uuidv7(),
      type,
      payload,
      actor_kind: author.actor.kind,
      actor_id: author.actor.id,
      request_id: author.requestId,
    })),
  )

const columns = ['tenant_id', 'id', 'type', 'payload', 'actor_kind', 'actor_id', 'request_id'] as const

const insertAll = setStatement<Record<(typeof columns)[number], unknown>>((db, { rows }) =>
  db
    .insertInto('events')
    .columns(columns)
    .expression(columnsFrom('events', columns, rows)),
)
