import { type RawBuilder, sql } from 'kysely'
import { HandoffReason } from '#contract/shapes/inbox.ts'
import { agentsOfConversations, answeredAfter } from '#features/conversations/index.ts'
import { handings } from '#features/inbox/handoff/index.ts'
import { givenCsatRatings } from '#features/inbox/csat/index.ts'
import { settledSlaTargets } from '#features/inbox/routing/index.ts'
import type { Reader } from '#platform/database/open.ts'

/**
 * Some figures, counted from rows with a time (`at`), `agent_id`, `conversation_id` and, if they are somebody's work,
 * `member_id`. These rows are few compared with those of `countMade`. The selected names are those of the contract.
 */
export interface Measure {
  readonly rows: RawBuilder<unknown>
  readonly select: RawBuilder<unknown>
  /** Whether they can be attributed to a member. */
  readonly isOfMembers: boolean
}

export interface Time {
  readonly from: Date
  readonly to: Date
}

const times = (seconds: RawBuilder<unknown>) => sql`json_build_object('count', count(${seconds}),
  'medianSeconds', percentile_cont(0.5) WITHIN GROUP (ORDER BY (${seconds})::float8),
  'p90Seconds', percentile_cont(0.9) WITHIN GROUP (ORDER BY (${seconds})::float8))`

/** The measures of a period other than opened conversations and messages. */
export function measuresOf(tx: Reader, time: Time): Measure[] {
  return [handed, rated, targeted].map((measure) => measure(tx, time))
}

const isToPeople = sql`(from_kind = 'agent' AND to_kind <> 'agent')`
const since = (to: string, from: string) => sql`extract(epoch FROM ${sql.ref(to)} - ${sql.ref(from)})`

/** Changes of assignee, and the first answers of members to them, which may be another member's work. */
const handed = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`(WITH hands AS MATERIALIZED (SELECT h.*, a.agent_id FROM ${handings(tx, from, to)} AS h
      JOIN ${agentsOfConversations(tx)} AS a USING (conversation_id))
    SELECT conversation_id, agent_id, at,
      CASE WHEN why = 'resolved' THEN from_id ELSE coalesce(to_id, next_id) END AS member_id,
      ${isToPeople} AS is_to_people, why, why_before, next_at, taken_at, NULL::numeric AS seconds
    FROM hands
    UNION ALL SELECT hands.conversation_id, hands.agent_id, hands.at, m.answered_by, NULL, NULL, NULL, NULL, NULL,
      extract(epoch FROM m.answered_at - hands.at)
    FROM hands CROSS JOIN LATERAL ${answeredAfter(tx, 'hands.conversation_id', 'hands.at')} AS m
    WHERE ${isToPeople} AND m.answered_at <= coalesce(hands.ends_at, 'infinity'))`,
  select: sql`(count(*) FILTER (WHERE is_to_people))::int AS handed,
    (count(*) FILTER (WHERE why = 'resolved'))::int AS resolved,
    (count(*) FILTER (WHERE is_to_people AND why_before = 'resolved'))::int AS reopened,
    json_strip_nulls(json_build_object(${sql.join(
      HandoffReason.options.flatMap((why) => [
        sql.lit(why),
        sql`nullif(count(*) FILTER (WHERE is_to_people AND why = ${sql.lit(why)}), 0)`,
      ]),
    )})) AS "handedWhy",
    ${times(since('next_at', 'at'))} AS waited, ${times(since('at', 'taken_at'))} AS handled,
    ${times(sql`seconds`)} AS "personFirst"`,
  isOfMembers: true,
})

const rated = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`(SELECT r.*, a.agent_id FROM ${givenCsatRatings(tx, from, to)} AS r
    JOIN ${agentsOfConversations(tx)} AS a USING (conversation_id))`,
  select: sql`json_build_object('count', count(*), 'average', avg(score)::float8, 'scores', json_build_array(${sql.join(
    [1, 2, 3, 4, 5].map((score) => sql`count(*) FILTER (WHERE score = ${sql.lit(score)})`),
  )})) AS "csatRatings"`,
  isOfMembers: true,
})

const targeted = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`(SELECT p.*, a.agent_id FROM ${settledSlaTargets(tx, from, to)} AS p
    JOIN ${agentsOfConversations(tx)} AS a USING (conversation_id))`,
  select: sql`json_build_object('met', count(*) FILTER (WHERE NOT is_breached),
    'breached', count(*) FILTER (WHERE is_breached)) AS "slaTargets"`,
  isOfMembers: false,
})
