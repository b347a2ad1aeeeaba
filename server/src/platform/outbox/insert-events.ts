import { type CompiledQuery, sql } from 'kysely'
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
  if (events.length > 0) await tx.executeQuery(eventStatement(author, events))
}

/** The same as a statement, for a transaction to send as its last. */
export const eventStatement = (author: Author, events: readonly UnstoredEvent[]): CompiledQuery =>
  insertAll.with({
    tenantId: author.tenantId,
    actorKind: author.actor.kind,
    actorId: author.actor.id,
    requestId: author.requestId,
    events: JSON.stringify(events.map(({ type, payload }) => ({ id: uuidv7(), type, payload }))),
  })

interface Insertion {
  tenantId: string
  actorKind: string
  actorId: string | null
  requestId: string
  events: string
}

const insertAll = statement((db, { tenantId, actorKind, actorId, requestId, events }: Insertion) =>
  db
    .insertInto('events')
    .columns(['tenant_id', 'id', 'type', 'payload', 'actor_kind', 'actor_id', 'request_id'])
    .expression(
      sql`SELECT ${tenantId}::uuid, id, type, payload, ${actorKind}::text, ${actorId}::uuid, ${requestId}::text
        FROM jsonb_to_recordset(${events}::jsonb) AS event(id uuid, type text, payload jsonb)`,
    ),
)
