import { sql } from 'kysely'
import type { Database } from '../database/open.ts'
import type { Kept } from '../database/partitions/keep-partitions.ts'
import { statement } from '../database/statement.ts'
import { SCHEDULED_JOBS } from './scheduled-jobs.ts'
import { isDue, openRoundRobin } from './claim-jobs.ts'
import type { LeasedJob } from './job.ts'

/**
 * The jobs table as a worker sees it. Times are the database's, so no local clock decides a lease. Each attempt is a
 * separate lease: once it is lost, its holder can settle nothing, even if the same process claimed the job again.
 */
export interface Queue {
  /** The names with due jobs; expired leases make jobs due again. `SCHEDULED_JOBS` if one is due at `now`. */
  dueNames(now: Date): Promise<string[]>
  /**
   * Leases up to `limit` due jobs of a name, taking turns between tenants; jobs with expired leases are due again, and
   * come first. Jobs in hand are excluded: a clock that jumped ahead must not restart them.
   */
  claim(name: string, limit: number, held?: readonly LeasedJob[]): Promise<LeasedJob[]>
  /** Renews the leases of jobs that are still in hand; all others may expire. Returns the number renewed. */
  renew(jobs: readonly LeasedJob[]): Promise<number>
  finish(jobs: readonly LeasedJob[]): Promise<void>
  /** Hands a job back without counting an attempt, as if it had not been claimed; due immediately, or after a pause. */
  handBack(job: LeasedJob, pauseMs?: number): Promise<void>
  /** Due again after a pause, or dead when its attempts are used up. */
  fail(job: LeasedJob, reason: string): Promise<void>
  /** For a process that knows it is the only one: ends every lease of earlier ones. */
  reclaimAll(): Promise<void>
  /** Removes what ended long ago and lies in no partition of a day. */
  prune(): Promise<void>
}

/** The pause before a try: 1 s, 2 s, 4 s … at most 5 minutes, with up to a quarter of jitter. */
const backoffSeconds = (tries: number) => Math.min(2 ** (tries - 1), 300) * (1 + Math.random() / 4)

/** Whether a job ended so long ago that it is no longer listed. */
const isOver = sql`((state = 'done' AND ended_at < now() - interval '1 day')
  OR (state = 'dead' AND ended_at < now() - interval '30 days'))`

const due = statement(
  (_, { now }: { now: Date }) => sql<{ name: string }>`
  SELECT name FROM jobs WHERE state = 'waiting' AND ${isDue}
  UNION SELECT name FROM jobs WHERE state = 'running' AND lease_until < now()
  UNION ALL SELECT ${sql.lit(SCHEDULED_JOBS)} WHERE EXISTS (SELECT FROM scheduled_jobs WHERE due_at <= ${now})`,
)

const DAYS_KEPT = 2
const DAY_MS = 86_400_000

/** Jobs by the day of their creation. Jobs that wait longer, or are dead, outlive their day. */
export const partitionedJobs: Kept = {
  table: 'jobs',
  every: 'day',
  ahead: 1,
  over: (now) => ({
    before: new Date(now.getTime() - DAYS_KEPT * DAY_MS),
    except: sql`NOT coalesce(${isOver}, false)`,
  }),
}

export function openQueue(database: Database, owner: string, leaseMs: number): Queue {
  const lease = sql<Date>`now() + ${leaseMs} * interval '1 millisecond'`
  const claimJobs = openRoundRobin()
  // The holder of a lease runs it, so the state is not checked: that would scan every lease that ran. Locked in one
  // order, since leases are renewed while jobs are marked as done, and the two must not deadlock.
  const mine = (jobs: readonly LeasedJob[]) => sql`(tenant_id, id) IN (
    SELECT tenant_id, id
    FROM unnest(${jobs.map(({ tenantId }) => tenantId)}::uuid[], ${jobs.map(({ id }) => id)}::uuid[],
      ${jobs.map(({ tries }) => tries)}::int[]) AS held(tenant_id, id, tries) JOIN jobs USING (tenant_id, id, tries)
    WHERE lease_owner = ${owner}
    ORDER BY tenant_id, id FOR UPDATE OF jobs)`

  return {
    async dueNames(now) {
      // Sent together with its commit: once a second, this is the whole work of an idle server.
      const { asked } = await database.system(async (_, send) => ({ asked: send(due.with({ now })) }))
      return ((await asked) as { name: string }[]).map(({ name }) => name)
    },

    claim: (name, limit, held = []) =>
      database.system((tx) => claimJobs(tx, { name, limit, owner, lease, held })),

    renew: (jobs) =>
      database.system(async (tx) => {
        const { numAffectedRows } = await sql`
          UPDATE jobs SET lease_until = ${lease} WHERE ${mine(jobs)}`.execute(tx)
        return Number(numAffectedRows)
      }),

    finish: (jobs) =>
      database.system(
        async (tx) =>
          void (await sql`
            UPDATE jobs SET state = 'done', ended_at = now(), lease_owner = NULL
            WHERE ${mine(jobs)}`.execute(tx)),
      ),

    handBack: (job, pauseMs = 0) =>
      database.system(
        async (tx) =>
          void (await sql`
            UPDATE jobs SET state = 'waiting', tries = tries - 1, lease_owner = NULL,
              run_at = now() + ${pauseMs} * interval '1 millisecond'
            WHERE ${mine([job])}`.execute(tx)),
      ),

    fail: (job, reason) =>
      database.system(async (tx) => {
        const isDead = job.tries >= job.triesMax
        await sql`
          UPDATE jobs SET state = ${isDead ? 'dead' : 'waiting'}, last_error = ${reason.slice(0, 2000)},
            lease_owner = NULL, ended_at = CASE WHEN ${isDead} THEN now() END,
            run_at = now() + ${backoffSeconds(job.tries)} * interval '1 second'
          WHERE ${mine([job])}`.execute(tx)
      }),

    reclaimAll: () =>
      database.system(
        async (tx) =>
          void (await sql`UPDATE jobs SET lease_until = now() WHERE state = 'running'`.execute(tx)),
      ),

    prune: () =>
      database.system(
        async (tx) =>
          void (await sql`
            DELETE FROM jobs WHERE ${isOver} AND tableoid = ANY(ARRAY[to_regclass('jobs_first'), to_regclass('jobs_rest')])`.execute(
            tx,
          )),
      ),
  }
}
