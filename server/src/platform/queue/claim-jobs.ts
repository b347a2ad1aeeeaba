import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../database/open.ts'
import type { LeasedJob } from './job.ts'

/** The number of tenants that are checked for their turn; those that only have future jobs count too. */
const TENANTS_MAX = 64

/** Before all tenants. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Whether a job is due. Times are rounded to milliseconds, so a job that was due immediately may be half a millisecond
 * ahead.
 */
export const isDue = sql`run_at < now() + interval '1 millisecond'`

/** What is claimed, and for whom: see `Queue.claim`. */
interface Wanted {
  readonly name: string
  readonly limit: number
  readonly owner: string
  readonly lease: RawBuilder<Date>
  readonly held: readonly LeasedJob[]
}

/** Claims jobs of a name for one process. */
export type ClaimJobs = (tx: Transaction, wanted: Wanted) => Promise<LeasedJob[]>

/**
 * Gives tenants turns, so that none waits behind the ten thousand jobs of another; within a tenant, jobs run in the
 * order in which they are due. Starts after the tenant that had the last turn. Each process keeps its own order.
 */
export function openRoundRobin(): ClaimJobs {
  const lastTurns = new Map<string, string>()
  return async (tx, wanted) => {
    const { rows } = await claim(tx, wanted, lastTurns.get(wanted.name) ?? NOBODY)
    const lastTurn = rows[0]?.lastTurn
    if (lastTurn) lastTurns.set(wanted.name, lastTurn)
    return rows
  }
}

// Every part follows its own index in order and stops early: a single query would sort everything that waits to take
// the first. Only claimed rows are locked.
const claim = (tx: Transaction, { name, limit, owner, lease, held }: Wanted, after: string) => {
  const waits = sql`name = ${name} AND state = 'waiting'`
  const firstWhere = (condition: RawBuilder<unknown>) =>
    sql`(SELECT tenant_id FROM jobs WHERE ${condition} ORDER BY tenant_id LIMIT 1)`
  const next = (tenant: RawBuilder<unknown>) =>
    sql`coalesce(${firstWhere(sql`${waits} AND tenant_id > ${tenant}`)}, ${firstWhere(waits)})`
  return sql<LeasedJob & { lastTurn: string | null }>`
    WITH RECURSIVE lapsed AS (
      SELECT tenant_id, id FROM jobs
      WHERE name = ${name} AND state = 'running' AND lease_until < now()
        AND NOT (lease_owner = ${owner} AND id = ANY(${held.map(({ id }) => id)}::uuid[]))
      LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    turns (tenant_id, first, nth) AS (
      SELECT tenant_id, tenant_id, 1 FROM (SELECT ${next(sql`${after}::uuid`)} AS tenant_id) AS begun
      WHERE tenant_id IS NOT NULL
      UNION ALL
      SELECT following.tenant_id, first, nth + 1
      FROM turns, LATERAL (SELECT ${next(sql`turns.tenant_id`)} AS tenant_id) AS following
      WHERE nth < ${TENANTS_MAX} AND following.tenant_id <> first),
    due AS (
      SELECT tenant_id, nth FROM turns, LATERAL (
        SELECT FROM jobs WHERE ${waits} AND jobs.tenant_id = turns.tenant_id AND ${isDue} ORDER BY run_at LIMIT 1) AS one
      ORDER BY nth LIMIT ${limit}),
    in_turn AS (
      SELECT one.tenant_id, one.id FROM due, LATERAL (
        SELECT tenant_id, id FROM jobs WHERE ${waits} AND jobs.tenant_id = due.tenant_id AND ${isDue}
        ORDER BY run_at LIMIT (SELECT ceil(${limit}::numeric / count(*)) FROM due) FOR UPDATE SKIP LOCKED) AS one
      LIMIT ${limit}),
    others AS (
      SELECT tenant_id, id FROM jobs
      WHERE ${waits} AND ${isDue} AND id NOT IN (SELECT id FROM in_turn)
      ORDER BY run_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE jobs SET state = 'running', tries = tries + 1, lease_owner = ${owner}, lease_until = ${lease}
    WHERE (tenant_id, id) IN (
      SELECT * FROM lapsed UNION ALL SELECT * FROM in_turn UNION ALL SELECT * FROM others LIMIT ${limit})
    RETURNING id, tenant_id AS "tenantId", name, input, tries, tries_max AS "triesMax", actor,
      request_id AS "requestId", trace_parent AS "traceParent",
      CASE WHEN (SELECT count(*) FROM due) = ${limit}
        THEN (SELECT tenant_id FROM due ORDER BY nth DESC LIMIT 1)
        ELSE (SELECT tenant_id FROM turns ORDER BY nth DESC LIMIT 1) END AS "lastTurn"`.execute(tx)
}
