import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Transaction } from '../database/open.ts'
import { setQuestion } from '../database/set-statement.ts'
import type { Send } from '../database/transaction.ts'
import type { CommittedEvent } from './event.ts'

interface UnstoredEvent {
  readonly type: string
  readonly payload: object
}

interface Author {
  readonly tenantId: string
  readonly requestId: string
  readonly actor: { readonly kind: string; readonly id: string | null }
}

/**
 * Stores events as the last statement of a transaction, and gives them the tenant's next numbers: later commits wait
 * here until this one is done, so that no reader can see 2 before 1. Resolves after the commit, with the events to be
 * published.
 */
export async function sendEvents(
  send: Send,
  author: Author,
  events: readonly UnstoredEvent[],
): Promise<readonly CommittedEvent[]> {
  if (events.length === 0) return []
  const numbered = (await send(insertAll.with(rowsOf(author, events)))) as readonly Numbered[]
  return told(author, events, numbered)
}

/** The same in the middle of a transaction, for one that notifies nobody before it has ended. */
export async function insertEvents(
  tx: Transaction,
  author: Author,
  events: readonly UnstoredEvent[],
): Promise<readonly CommittedEvent[]> {
  return sendEvents(async (query) => (await tx.executeQuery(query)).rows, author, events)
}

interface EventRow {
  readonly tenant_id: string
  readonly id: string
  readonly type: string
  readonly payload: object
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly request_id: string
}

interface Numbered {
  readonly number: number
  readonly created_at: Date
}

const rowsOf = ({ tenantId, requestId, actor }: Author, events: readonly UnstoredEvent[]): EventRow[] =>
  events.map(({ type, payload }) => ({
    tenant_id: tenantId,
    id: uuidv7(),
    type,
    payload,
    actor_kind: actor.kind,
    actor_id: actor.id,
    request_id: requestId,
  }))

const told = (
  { tenantId, actor: { kind, id } }: Author,
  events: readonly UnstoredEvent[],
  numbered: readonly Numbered[],
): CommittedEvent[] =>
  events.map(({ type, payload }, at) => {
    const stored = numbered[at]
    if (!stored) throw new Error('An event was stored and has no number.')
    const { number, created_at: createdAt } = stored
    return { tenantId, number, type, payload, actor: { kind, id }, createdAt: createdAt.toISOString() }
  })

const insertAll = setQuestion<EventRow, Numbered>(
  {
    tenant_id: 'uuid',
    id: 'uuid',
    type: 'text',
    payload: 'jsonb',
    actor_kind: 'text',
    actor_id: 'uuid',
    request_id: 'text',
  },
  (_, given) => sql`
    WITH given AS MATERIALIZED (SELECT * FROM ${given}),
    counted AS (
      INSERT INTO event_counters (tenant_id, last_number)
      SELECT tenant_id, count(*) FROM given GROUP BY tenant_id
      ON CONFLICT (tenant_id) DO UPDATE SET last_number = event_counters.last_number + excluded.last_number
      RETURNING last_number - (SELECT count(*) FROM given) AS before
    ), stored AS (
      INSERT INTO events (tenant_id, id, number, type, payload, actor_kind, actor_id, request_id)
      SELECT tenant_id, id, before + nth, type, payload, actor_kind, actor_id, request_id FROM given, counted
    )
    SELECT nth, before + nth AS number, now()::timestamptz(3) AS created_at FROM given, counted ORDER BY nth`,
)
