import type { CompiledQuery } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Transaction } from '../database/open.ts'

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
  for (const statement of eventStatements(tx, author, events)) await tx.executeQuery(statement)
}

/** The same as statements, for a transaction to send as its last. */
export function eventStatements(
  tx: Transaction,
  author: Author,
  events: readonly UnstoredEvent[],
): CompiledQuery[] {
  if (events.length === 0) return []
  const rows = events.map((event) => ({
    tenant_id: author.tenantId,
    id: uuidv7(),
    type: event.type,
    payload: JSON.stringify(event.payload),
    actor_kind: author.actor.kind,
    actor_id: author.actor.id,
    request_id: author.requestId,
  }))
  return [tx.insertInto('events').values(rows).compile()]
}
