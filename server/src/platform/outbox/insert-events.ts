import type { CompiledQuery } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Transaction } from '../database/open.ts'
import { statement } from '../database/statement.ts'

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
  for (const insert of eventStatements(author, events)) await tx.executeQuery(insert)
}

/** The same as statements, for a transaction to send as its last. */
export const eventStatements = (author: Author, events: readonly UnstoredEvent[]): CompiledQuery[] =>
  events.map((event) =>
    insertEvent.with({
      tenantId: author.tenantId,
      id: uuidv7(),
      type: event.type,
      payload: JSON.stringify(event.payload),
      actorKind: author.actor.kind,
      actorId: author.actor.id,
      requestId: author.requestId,
    }),
  )

interface EventRow {
  tenantId: string
  id: string
  type: string
  payload: string
  actorKind: string
  actorId: string | null
  requestId: string
}

const insertEvent = statement((db, event: EventRow) =>
  db.insertInto('events').values({
    tenant_id: event.tenantId,
    id: event.id,
    type: event.type,
    payload: event.payload,
    actor_kind: event.actorKind,
    actor_id: event.actorId,
    request_id: event.requestId,
  }),
)
