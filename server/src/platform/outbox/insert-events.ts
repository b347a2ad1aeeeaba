import { uuidv7 } from 'uuidv7'
import type { Transaction } from '../database/open.ts'

interface Author {
  readonly tenantId: string
  readonly requestId: string
  readonly actor: { readonly kind: string; readonly id: string | null }
}

/** Stores events in the caller's transaction. They get their number, and are heard, after its commit. */
export async function insertEvents(
  tx: Transaction,
  author: Author,
  events: readonly { type: string; payload: object }[],
): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('events')
    .values(
      events.map((event) => ({
        tenant_id: author.tenantId,
        id: uuidv7(),
        type: event.type,
        payload: JSON.stringify(event.payload),
        actor_kind: author.actor.kind,
        actor_id: author.actor.id,
        request_id: author.requestId,
      })),
    )
    .execute()
}
