import { type RawBuilder, sql } from 'kysely'
import { HandoffReason } from '#contract/shapes/desk.ts'
import {
  agentsOfConversations,
  answeredAfter,
  firstAnswers,
  openedAtDesk,
  saidAtDesk,
} from '#features/conversations/index.ts'
import { handings, isResolved, wasHanded } from '#features/handoff/index.ts'
import { givenRatings } from '#features/ratings/index.ts'
import { settledPromises } from '#features/routing/index.ts'
import type { Reader } from '#platform/database/open.ts'

/**
 * Some figures: counted from rows with `at`, `agent_id`, `conversation_id` and, where it is somebody's work, `member_id`.
 * The names of what is selected are those of the contract.
 */
export interface Measure {
  readonly rows: RawBuilder<unknown>
  readonly select: RawBuilder<unknown>
  /** Whose work it is can be told. */
  readonly isOfMembers: boolean
}

export interface Time {
  readonly from: Date
  readonly to: Date
  /** What has been silent since then is settled. */
  readonly quietSince: Date
}

const times = (seconds: RawBuilder<unknown>) => sql`json_build_object('count', count(${seconds}),
  'medianSeconds', percentile_cont(0.5) WITHIN GROUP (ORDER BY (${seconds})::float8),
  'p90Seconds', percentile_cont(0.9) WITHIN GROUP (ORDER BY (${seconds})::float8))`

/** Everything that is counted of a time. */
export function measuresOf(tx: Reader, time: Time): Measure[] {
  return [opened(tx, time), said(tx, time), answeredFirst(tx, time), handed(tx, time)].concat([
    personFirst(tx, time),
    rated(tx, time),
    promised(tx, time),
  ])
}

const opened = (tx: Reader, { from, to, quietSince }: Time): Measure => {
  const isSettled = sql`(opened.updated_at < ${quietSince} OR ${isResolved('opened.conversation_id')})`
  return {
    rows: sql`(SELECT *, ${isSettled} AS is_settled, NOT ${wasHanded('opened.conversation_id')} AS is_agents
      FROM ${openedAtDesk(tx, from, to)} AS opened)`,
    select: sql`count(*)::int AS opened, (count(*) FILTER (WHERE is_settled))::int AS settled,
      (count(*) FILTER (WHERE is_settled AND is_agents))::int AS "settledByAgents"`,
    isOfMembers: false,
  }
}

const said = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`${saidAtDesk(tx, from, to)}`,
  select: sql`(count(*) FILTER (WHERE said_by = 'owner'))::int AS "ownerMessages",
    (count(*) FILTER (WHERE said_by = 'agent'))::int AS "agentMessages",
    (count(*) FILTER (WHERE said_by = 'member'))::int AS "memberMessages"`,
  isOfMembers: true,
})

const answeredFirst = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`${firstAnswers(tx, from, to)}`,
  select: sql`${times(sql`seconds`)} AS "agentFirst"`,
  isOfMembers: false,
})

const isToPeople = sql`(from_by = 'agent' AND to_by <> 'agent')`
const since = (to: string, from: string) => sql`extract(epoch FROM ${sql.ref(to)} - ${sql.ref(from)})`

const handed = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`(SELECT h.*, a.agent_id, CASE WHEN why = 'resolved' THEN from_id ELSE coalesce(to_id, next_id) END AS member_id
    FROM ${handings(tx, from, to)} AS h JOIN ${agentsOfConversations(tx)} AS a USING (conversation_id))`,
  select: sql`(count(*) FILTER (WHERE ${isToPeople}))::int AS handed,
    (count(*) FILTER (WHERE why = 'resolved'))::int AS resolved,
    (count(*) FILTER (WHERE ${isToPeople} AND why_before = 'resolved'))::int AS reopened,
    json_strip_nulls(json_build_object(${sql.join(
      HandoffReason.options.flatMap((why) => [
        sql.lit(why),
        sql`nullif(count(*) FILTER (WHERE ${isToPeople} AND why = ${sql.lit(why)}), 0)`,
      ]),
    )})) AS "handedWhy",
    ${times(since('next_at', 'at'))} AS waited, ${times(since('at', 'taken_at'))} AS handled`,
  isOfMembers: true,
})

const personFirst = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`(SELECT h.at, h.conversation_id, a.agent_id, m.answered_by AS member_id,
      extract(epoch FROM m.answered_at - h.at) AS seconds
    FROM ${handings(tx, from, to)} AS h JOIN ${agentsOfConversations(tx)} AS a USING (conversation_id)
    CROSS JOIN LATERAL ${answeredAfter(tx, 'h.conversation_id', 'h.at')} AS m
    WHERE ${isToPeople} AND m.answered_at <= coalesce(h.ends_at, 'infinity'))`,
  select: sql`${times(sql`seconds`)} AS "personFirst"`,
  isOfMembers: true,
})

const rated = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`(SELECT r.*, a.agent_id FROM ${givenRatings(tx, from, to)} AS r
    JOIN ${agentsOfConversations(tx)} AS a USING (conversation_id))`,
  select: sql`json_build_object('count', count(*), 'average', avg(score)::float8, 'scores', json_build_array(${sql.join(
    [1, 2, 3, 4, 5].map((score) => sql`count(*) FILTER (WHERE score = ${sql.lit(score)})`),
  )})) AS ratings`,
  isOfMembers: true,
})

const promised = (tx: Reader, { from, to }: Time): Measure => ({
  rows: sql`(SELECT p.*, a.agent_id FROM ${settledPromises(tx, from, to)} AS p
    JOIN ${agentsOfConversations(tx)} AS a USING (conversation_id))`,
  select: sql`json_build_object('kept', count(*) FILTER (WHERE NOT is_breached),
    'breached', count(*) FILTER (WHERE is_breached)) AS promises`,
  isOfMembers: false,
})
