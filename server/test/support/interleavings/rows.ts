import { sql } from 'kysely'
import type { Database, Reader } from '#platform/database/open.ts'

// All that the checks ask the database. It stands on columns that are part of the design, and on no others.

export interface StoredRows {
  lastSeq: number
  assigneeKind: string
  epoch: number
  messages: StoredMessage[]
  replies: StoredReply[]
  events: NumberedEvent[]
}

export interface StoredMessage {
  id: string
  seq: number
  role: string
  clientId: string | null
  authorId: string | null
  text: string
}

export interface StoredReply {
  id: string
  messageId: string
  state: string
  attempt: number
  epoch: number
}

export interface NumberedEvent {
  number: number | null
  type: string
  payload: { conversationId?: string; messageId?: string; replyId?: string; seq?: number; state?: string }
}

interface Place {
  tenantId: string
  conversationId: string
}

const TEXT = sql`coalesce((
  SELECT string_agg(part ->> 'text', '' ORDER BY at) FROM jsonb_array_elements(parts) WITH ORDINALITY AS one(part, at)
  WHERE part ->> 'type' = 'text'), '')`

/** A conversation as it is stored. */
export const readRows = (database: Database, { tenantId, conversationId }: Place): Promise<StoredRows> =>
  inside(database, tenantId, async (tx) => {
    const [conversation] = await rowsOf<Pick<StoredRows, 'lastSeq' | 'assigneeKind' | 'epoch'>>(
      tx,
      sql`SELECT last_seq AS "lastSeq", assignee_kind AS "assigneeKind", control_epoch AS epoch
        FROM conversations WHERE id = ${conversationId}`,
    )
    if (!conversation) throw new Error('The conversation is gone.')
    return {
      ...conversation,
      messages: await rowsOf<StoredMessage>(
        tx,
        sql`SELECT id, seq, role, client_id AS "clientId", author_id AS "authorId", ${TEXT} AS text
          FROM messages WHERE conversation_id = ${conversationId} ORDER BY seq, id`,
      ),
      replies: await rowsOf<StoredReply>(
        tx,
        sql`SELECT id, message_id AS "messageId", state, attempt, control_epoch AS epoch
          FROM replies WHERE conversation_id = ${conversationId} ORDER BY created_at, id`,
      ),
      events: await rowsOf<NumberedEvent>(tx, sql`SELECT number, type, payload FROM events ORDER BY number`),
    }
  })

/** Which of these messages are not there. */
export const missingOf = (database: Database, tenantId: string, ids: readonly string[]): Promise<string[]> =>
  inside(database, tenantId, async (tx) =>
    (
      await rowsOf<{ id: string }>(
        tx,
        sql`SELECT id::text FROM unnest(${ids}::uuid[]) AS id WHERE id NOT IN (SELECT id FROM messages)`,
      )
    ).map(({ id }) => id),
  )

/** An answer as it stands at a moment. */
export interface Standing {
  readonly id: string
  readonly attempt: number
  readonly text: string
}

/** How the agent's answers stand. */
export const standingAnswers = (
  database: Database,
  { tenantId, conversationId }: Place,
): Promise<Standing[]> =>
  inside(database, tenantId, (tx) =>
    rowsOf<Standing>(
      tx,
      sql`SELECT r.id, r.attempt, ${TEXT} AS text FROM replies r JOIN messages m ON m.id = r.message_id
        WHERE r.conversation_id = ${conversationId}`,
    ),
  )

/** Whether all numbers up to the newest one are there: nobody may see 2 before 1. */
export const areNumbersWhole = (database: Database, tenantId: string): Promise<boolean> =>
  inside(database, tenantId, async (tx) => {
    const [row] = await rowsOf<{ whole: boolean }>(
      tx,
      sql`SELECT count(number) = coalesce(max(number), 0) AS whole FROM events`,
    )
    return row?.whole === true
  })

/** What still waits to be done. */
export const unfinished = (database: Database, tenantId: string): Promise<string[]> =>
  inside(database, tenantId, async (tx) =>
    (
      await rowsOf<{ what: string }>(
        tx,
        sql`SELECT 'a reply is ' || state AS what FROM replies WHERE state IN ('queued', 'running')
          UNION ALL SELECT 'an event has no number' FROM events WHERE number IS NULL
          UNION ALL SELECT 'a job is ' || state || ': ' || name FROM jobs WHERE state IN ('waiting', 'running')`,
      )
    ).map(({ what }) => what),
  )

/** Leaves nothing of a run to the next one. */
export async function wipe(database: Database, tenantId: string): Promise<void> {
  await database.write(
    tenantId,
    async (tx) => {
      for (const table of ['scheduled_jobs', 'events', 'event_counters', 'event_consumers', 'conversations'])
        await sql`DELETE FROM ${sql.table(table)}`.execute(tx)
    },
    'server',
  )
  // Jobs are found in the order in which they lie, and gaps would be filled.
  await database.administer((db) => sql`TRUNCATE jobs`.execute(db))
}

const inside = <R>(database: Database, tenantId: string, read: (tx: Reader) => Promise<R>): Promise<R> =>
  database.read(tenantId, read, 'server')

const rowsOf = async <Row>(tx: Reader, text: ReturnType<typeof sql>): Promise<Row[]> =>
  (await text.execute(tx)).rows as Row[]
