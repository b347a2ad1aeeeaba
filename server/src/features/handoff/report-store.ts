import { sql } from 'kysely'
import { firstIdOf } from '#kernel/time-ids.ts'
import type { Reader } from '#platform/database/open.ts'

/**
 * Each change of hands in a time: `why_before` is why the one before it in its conversation happened, `next_at` and
 * `next_id` when and to which member the next one was, and `taken_at`, of a resolving, when a member got the
 * conversation last that none had; `ends_at` is when an agent has it again.
 */
export const handings = (tx: Reader, from: Date, to: Date) => {
  const others = sql`SELECT * FROM desk_entries AS other
    WHERE other.conversation_id = entry.conversation_id AND other.kind = 'handed'`
  const before = sql`${others} AND other.id < entry.id`
  return tx
    .selectFrom('desk_entries as entry')
    .where('entry.kind', '=', sql.lit('handed'))
    .where('entry.id', '>=', firstIdOf(from))
    .where('entry.id', '<', firstIdOf(to))
    .select([
      'entry.conversation_id',
      'entry.created_at as at',
      'entry.from_by',
      'entry.from_id',
      'entry.to_by',
      'entry.to_id',
      'entry.why',
      sql<string | null>`(SELECT why FROM (${before} ORDER BY id DESC LIMIT 1) AS b)`.as('why_before'),
      sql<Date | null>`CASE WHEN entry.why = 'resolved' THEN (SELECT created_at FROM
        (${before} AND other.to_by = 'member' AND other.from_by <> 'member' ORDER BY id DESC LIMIT 1) AS t) END`.as(
        'taken_at',
      ),
      sql<Date | null>`(SELECT min(created_at) FROM
        (${others} AND other.id > entry.id AND other.to_by = 'agent') AS e)`.as('ends_at'),
      sql<Date | null>`CASE WHEN entry.to_by = 'queue' THEN (SELECT created_at FROM
        (${others} AND other.id > entry.id ORDER BY id LIMIT 1) AS n WHERE to_by = 'member') END`.as(
        'next_at',
      ),
      sql<string | null>`CASE WHEN entry.to_by = 'queue' THEN (SELECT to_id FROM
        (${others} AND other.id > entry.id ORDER BY id LIMIT 1) AS n WHERE to_by = 'member') END`.as(
        'next_id',
      ),
    ])
}

/** Whether a person ever had a conversation, or it waited for one: a condition on the column with its id. */
export const wasHanded = (column: string) =>
  sql<boolean>`EXISTS (SELECT FROM desk_entries WHERE kind = 'handed' AND to_by <> 'agent'
    AND desk_entries.conversation_id = ${sql.ref(column)})`

/** Whether a conversation is resolved: a condition on the column with its id. */
export const isResolved = (column: string) =>
  sql<boolean>`EXISTS (SELECT FROM desk_states WHERE state = 'resolved'
    AND desk_states.conversation_id = ${sql.ref(column)})`

/** The labels of conversations that were opened in a time, those first that most have. */
export const countLabels = (
  tx: Reader,
  { from, to, among }: { from: Date; to: Date; among: ReturnType<typeof sql<string>> },
) =>
  tx
    .selectFrom('desk_states')
    .innerJoin(sql<{ label: string }>`unnest(desk_states.labels)`.as<'tags'>(sql`tags(label)`), (on) =>
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
