import type { StoredEvent } from '#contract/events.ts'
import type { Reader } from '#platform/database/open.ts'

/** How far a tenant's events have come, and at most `limit` after a number, or none after null. */
export async function eventsAfter(
  tx: Reader,
  after: number | null,
  limit: number,
): Promise<{ last: number; events: StoredEvent[] }> {
  const counter = await tx.selectFrom('event_counters').select('last_number').executeTakeFirst()
  const last = counter?.last_number ?? 0
  if (after === null || after >= last) return { last, events: [] }
  const rows = await tx
    .selectFrom('events')
    .selectAll()
    .where('number', '>', after)
    .where('number', '<=', last)
    .orderBy('number')
    .limit(limit)
    .execute()
  const events = rows.map(
    (row) =>
      ({
        number: row.number,
        type: row.type,
        payload: row.payload,
        actor: { kind: row.actor_kind, id: row.actor_id },
        createdAt: row.created_at.toISOString(),
      }) as StoredEvent,
  )
  return { last, events }
}
