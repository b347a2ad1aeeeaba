import { sql } from 'kysely'
import { firstIdOf } from '#platform/database/time-ids.ts'
import type { Reader } from '#platform/database/open.ts'

interface Handed {
  conversation_id: string
  created_at: Date
  from_kind: string | null
  from_id: string | null
  to_kind: string | null
  to_id: string | null
  why: string | null
  why_before: string | null
  ends_at: Date | null
  is_in_time: boolean
}

/**
 * Each change of assignee in a period: `why_before` is the reason of the previous one in its conversation, `next_at`
 * and `next_id` the time and member of the next one, and, for a resolution, `taken_at` is when a member last got it
 * from the queue or an agent; `ends_at` is when an agent has it again.
 */
export const handings = (tx: Reader, from: Date, to: Date) => {
  const isInTime = sql`id >= ${firstIdOf(from)} AND id < ${firstIdOf(to)}`
  const handed = sql`SELECT *, ${isInTime} AS is_in_time,
      lag(why) OVER changes AS why_before,
      lead(created_at) OVER changes AS following_at, lead(to_kind) OVER changes AS following_kind,
      lead(to_id) OVER changes AS following_id,
      array_agg(created_at) FILTER (WHERE to_kind = 'member' AND from_kind <> 'member')
        OVER (changes ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS takings,
      min(created_at) FILTER (WHERE to_kind = 'agent')
        OVER (changes ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS ends_at
    FROM inbox_entries WHERE kind = 'handed' AND conversation_id IN
      (SELECT conversation_id FROM inbox_entries WHERE kind = 'handed' AND ${isInTime})
    WINDOW changes AS (PARTITION BY conversation_id ORDER BY id)`
  const isTaken = sql`to_kind = 'queue' AND following_kind = 'member'`
  return tx
    .selectFrom(sql<Handed>`(${handed})`.as('entry'))
    .where('is_in_time', '=', true)
    .select([
      'conversation_id',
      'created_at as at',
      'from_kind',
      'from_id',
      'to_kind',
      'to_id',
      'why',
      'why_before',
      'ends_at',
      sql<Date | null>`CASE WHEN why = 'resolved' THEN takings[cardinality(takings)] END`.as('taken_at'),
      sql<Date | null>`CASE WHEN ${isTaken} THEN following_at END`.as('next_at'),
      sql<string | null>`CASE WHEN ${isTaken} THEN following_id END`.as('next_id'),
    ])
}

/** Whether a conversation ever was assigned to a person or in the queue: a condition on the column with its ID. */
export const wasHanded = (column: string) =>
  sql<boolean>`EXISTS (SELECT FROM inbox_entries WHERE kind = 'handed' AND to_kind <> 'agent'
    AND inbox_entries.conversation_id = ${sql.ref(column)})`

/** Whether a conversation is resolved: a condition on the column with its ID. */
export const isResolved = (column: string) =>
  sql<boolean>`EXISTS (SELECT FROM inbox_states WHERE state = 'resolved'
    AND inbox_states.conversation_id = ${sql.ref(column)})`

/** The labels of conversations that were opened in a time, those first that most have. */
export const countLabels = (
  tx: Reader,
  { from, to, among }: { from: Date; to: Date; among: ReturnType<typeof sql<string>> },
) =>
  tx
    .selectFrom('inbox_states')
    .innerJoin(sql<{ label: string }>`unnest(inbox_states.labels)`.as<'tags'>(sql`tags(label)`), (on) =>
      on.onTrue(),
    )
    .where('conversation_id', '>=', firstIdOf(from))
    .where('conversation_id', '<', firstIdOf(to))
    .where(sql<boolean>`conversation_id IN (${among})`)
    .groupBy('tags.label')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('tags.label')
    .limit(20)
    .select(['tags.label', sql<number>`count(*)::int`.as('count')])
    .execute()
