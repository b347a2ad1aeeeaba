import { type RawBuilder, sql } from 'kysely'
import { firstAnswers, openedInInbox, saidInInbox } from '#features/conversations/index.ts'
import { isResolved, wasHanded } from '#features/inbox/handoff/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { type Stretch, tableOf } from '#platform/rollups/stretch.ts'

/** The number columns that report_hours sums up. */
export const counted = [
  'opened',
  'settled',
  'settled_by_agents',
  'owner_messages',
  'agent_messages',
  'member_messages',
] as const

/**
 * The conversations opened and messages written in these intervals, one row each, with the columns of report_hours;
 * `moving` is the time of the last change of one that is not settled.
 */
export function rowsIn(tx: Reader, stretches: readonly Stretch[], quietSince: RawBuilder<Date>) {
  const { table, stretch } = tableOf(stretches, 0)
  const none = sql`NULL::timestamptz AS moving, NULL::timestamptz AS moving_by_agents`
  const isBy = (by: string) => sql`(said_by = ${sql.lit(by)})::integer`
  return sql`(SELECT row.* FROM ${table}, LATERAL (
    SELECT moment_of(made_id) AS at, agent_id, NULL::uuid AS member_id, 1 AS opened, is_settled::integer AS settled,
      (is_settled AND is_agents)::integer AS settled_by_agents, 0 AS owner_messages, 0 AS agent_messages, 0 AS member_messages,
      CASE WHEN NOT is_settled AND NOT is_agents THEN updated_at END AS moving,
      CASE WHEN NOT is_settled AND is_agents THEN updated_at END AS moving_by_agents, NULL::integer AS first_ms
    FROM (SELECT *, (updated_at < ${quietSince} OR ${isResolved('opened.conversation_id')}) AS is_settled,
      NOT ${wasHanded('opened.conversation_id')} AS is_agents FROM ${openedInInbox(tx, stretch)} AS opened) AS opened
    UNION ALL
    SELECT moment_of(made_id), agent_id, member_id::uuid, 0, 0, 0, ${isBy('owner')}, ${isBy('agent')}, ${isBy('member')}, ${none}, NULL
    FROM ${saidInInbox(tx, stretch)} AS said
    UNION ALL
    SELECT moment_of(made_id), agent_id, NULL, 0, 0, 0, 0, 0, 0, ${none}, round(seconds * 1000)::integer
    FROM ${firstAnswers(tx, stretch)} AS firsts
  ) AS row)`
}
