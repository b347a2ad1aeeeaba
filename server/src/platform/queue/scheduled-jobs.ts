import { type CompiledQuery, sql } from 'kysely'
import type { Database } from '../database/open.ts'
import { statement } from '../database/statement.ts'
import { insertJobs } from './insert-jobs.ts'

/** Stands for scheduled jobs among the names of due jobs. */
export const SCHEDULED_JOBS = 'scheduled-jobs'

/** A job that is enqueued at a given time; at most one of a name for each subject. */
export interface ScheduledJob {
  readonly tenantId: string
  readonly jobName: string
  readonly subjectId: string
  readonly input: unknown
  readonly triesMax: number
  readonly dueAt: Date
}

type Key = Pick<ScheduledJob, 'tenantId' | 'jobName' | 'subjectId'>

const put = statement((db, to: Omit<ScheduledJob, 'input'> & { input: string }) =>
  db
    .insertInto('scheduled_jobs')
    .values({
      tenant_id: to.tenantId,
      job_name: to.jobName,
      subject_id: to.subjectId,
      input: to.input,
      tries_max: to.triesMax,
      due_at: to.dueAt,
    })
    .onConflict((on) =>
      on.columns(['tenant_id', 'job_name', 'subject_id']).doUpdateSet((eb) => ({
        input: eb.ref('excluded.input'),
        due_at: eb.ref('excluded.due_at'),
        is_taken: sql<boolean>`false`,
      })),
    ),
)

/** A statement that schedules a job; an existing one for the subject moves to the new time. */
export const upsertScheduledJob = (scheduledJob: ScheduledJob): CompiledQuery =>
  put.with({ ...scheduledJob, input: JSON.stringify(scheduledJob.input) })

const remove = statement((db, { tenantId, jobName, subjectId }: Key) =>
  db
    .deleteFrom('scheduled_jobs')
    .where('tenant_id', '=', tenantId)
    .where('job_name', '=', jobName)
    .where('subject_id', '=', subjectId),
)

/** A statement that cancels a scheduled job, or does nothing. */
export const deleteScheduledJob = (key: Key): CompiledQuery => remove.with(key)

interface Pace {
  /** The maximum number of jobs in progress, over all tenants and processes; off by at most one process's share. */
  readonly underWayMax: number
  /** A job that has not settled its row for this long counts as lost, and is enqueued again. */
  readonly lostAfterMs: number
}

const nobody = { kind: 'system', id: null, name: 'system' }

// Jobs of suspended tenants wait, and would block everybody else's.
const ofOpenTenants = sql`tenant_id NOT IN (SELECT tenant_id FROM tenants WHERE suspended_at IS NOT NULL)`

/**
 * Enqueues the scheduled jobs that are due at `now`, longest due first, as far as the limits allow; those of suspended
 * tenants wait. A scheduled job stays until the job moves or cancels it, so that none is lost with a process. Returns
 * the number enqueued.
 */
export const takeDue = (
  database: Database,
  requestId: string,
  now: Date,
  { underWayMax, lostAfterMs }: Pace,
): Promise<number> =>
  database.system(async (tx) => {
    // Due rows are selected once, before any join: there may be thousands.
    const { rows } = await sql<Omit<ScheduledJob, 'dueAt'>>`
      WITH due AS MATERIALIZED (
        SELECT tenant_id, job_name, subject_id FROM scheduled_jobs
        WHERE due_at <= ${now} AND ${ofOpenTenants}
        ORDER BY due_at
        LIMIT greatest(0, ${underWayMax} - (
          SELECT count(*) FROM scheduled_jobs WHERE is_taken AND due_at > ${now} AND ${ofOpenTenants}))
        FOR UPDATE SKIP LOCKED)
      UPDATE scheduled_jobs AS a SET is_taken = true, due_at = ${new Date(now.getTime() + lostAfterMs)}
      FROM due
      WHERE a.tenant_id = due.tenant_id AND a.job_name = due.job_name AND a.subject_id = due.subject_id
      RETURNING a.tenant_id AS "tenantId", a.job_name AS "jobName", a.subject_id AS "subjectId", a.input,
        a.tries_max AS "triesMax"`.execute(tx)
    for (const { tenantId, jobName, input, triesMax } of rows)
      await insertJobs(tx, { tenantId, requestId, actor: nobody }, [
        { name: jobName, input, triesMax, delayMs: 0 },
      ])
    return rows.length
  })
