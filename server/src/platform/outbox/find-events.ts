import { type Expression, type Selectable, sql } from 'kysely'
import type { Database, Reader } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import type { CommittedEvent } from './event.ts'

/** An event of the current tenant, as followers of events receive it. */
export type StreamedEvent = Omit<CommittedEvent, 'tenantId'>

/** The same, with the id of its row. */
export type FoundEvent = StreamedEvent & { readonly id: string }

type EventRow = Selectable<Schema['events']>

const toTold = (row: EventRow): StreamedEvent => ({
  number: row.number ?? 0,
  type: row.type,
  payload: row.payload,
  actor: { kind: row.actor_kind, id: row.actor_id },
  createdAt: row.created_at.toISOString(),
})

const toFound = (row: EventRow): FoundEvent => ({ id: row.id, ...toTold(row) })

/** The number of the tenant's newest event; 0 if there is none. */
export const lastNumber = async (tx: Reader): Promise<number> =>
  (await tx.selectFrom('event_counters').select('last_number').executeTakeFirst())?.last_number ?? 0

/** The number of the newest event of every tenant that has any. Across tenants. */
export async function lastNumbers(database: Database): Promise<{ tenantId: string; last: number }[]> {
  const rows = await database.system((tx) => tx.selectFrom('event_counters').selectAll().execute())
  return rows.map(({ tenant_id, last_number }) => ({ tenantId: tenant_id, last: last_number }))
}

/** The number of the tenant's newest event, and at most `limit` of those after a number; none for null. */
export async function eventsAfter(
  tx: Reader,
  after: number | null,
  limit: number,
): Promise<{ last: number; events: StreamedEvent[] }> {
  const last = await lastNumber(tx)
  if (after === null || after >= last) return { last, events: [] }
  const rows = await tx
    .selectFrom('events')
    .selectAll()
    .where('number', '>', after)
    .where('number', '<=', last)
    .orderBy('number')
    .limit(limit)
    .execute()
  return { last, events: rows.map(toTold) }
}

/** Events of a type from an ID on, newest first: IDs grow with time. The type must be one of the audit log's. */
export async function newestEvents(
  tx: Reader,
  type: string,
  { since, limit }: { since: string; limit: number },
): Promise<{ payload: unknown; createdAt: string }[]> {
  const rows = await tx
    .selectFrom('events')
    .select(['payload', 'created_at'])
    .where('type', '=', type)
    .where('id', '>=', since)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ payload: row.payload, createdAt: row.created_at.toISOString() }))
}

/** The events to find. */
export interface Wanted {
  readonly types: readonly string[]
  /** Events whose payload contains all of this are left out. */
  readonly unlike: Record<string, unknown>
  /** Only events whose payload has one of these IDs under that key. */
  readonly among?: { readonly key: string; readonly ids: (tx: Reader) => Expression<{ id: string }> }
}

/** The first such event after one number and up to another, or null. */
export async function firstEvent(
  tx: Reader,
  { types, unlike, among }: Wanted,
  { after, through }: { after: number; through: number },
): Promise<FoundEvent | null> {
  if (types.length === 0) return null
  let select = tx
    .selectFrom('events')
    .selectAll()
    .where('number', '>', after)
    .where('number', '<=', through)
    .where('type', 'in', types)
    .where(sql<boolean>`NOT payload @> ${JSON.stringify(unlike)}::jsonb`)
  if (among) select = select.where(sql<boolean>`payload ->> ${among.key} IN (${among.ids(tx)})`)
  const row = await select.orderBy('number').limit(1).executeTakeFirst()
  return row ? toFound(row) : null
}

export async function findEvent(tx: Reader, number: number): Promise<FoundEvent | null> {
  const row = await tx.selectFrom('events').selectAll().where('number', '=', number).executeTakeFirst()
  return row ? toFound(row) : null
}

/** The number before the first event since a given time; that of the last one if there is none. */
export async function numberBefore(tx: Reader, moment: Date): Promise<number> {
  const ofEvents = tx.selectFrom('events').where('number', 'is not', null)
  // Rows are dated by the start of their transactions, and numbered by the end.
  const surely = await ofEvents
    .select('number')
    .where('created_at', '<', new Date(moment.getTime() - 60_000))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const first = await ofEvents
    .select('number')
    .where('number', '>', surely?.number ?? 0)
    .where('created_at', '>=', moment)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return first?.number ? first.number - 1 : lastNumber(tx)
}
