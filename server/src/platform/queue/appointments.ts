import { type CompiledQuery, sql } from 'kysely'
import type { Database } from '../database/open.ts'
import { statement } from '../database/statement.ts'
import { insertJobs } from './insert-jobs.ts'

/** Stands for them among the names of jobs that are due. */
export const APPOINTMENTS = 'appointments'

/** A job that is to be stored at a moment; there is one of a name for a subject, at most. */
export interface Appointment {
  readonly tenantId: string
  readonly jobName: string
  readonly subjectId: string
  readonly input: unknown
  readonly triesMax: number
  readonly dueAt: Date
}

type Key = Pick<Appointment, 'tenantId' | 'jobName' | 'subjectId'>

const put = statement((db, to: Omit<Appointment, 'input'> & { input: string }) =>
  db
    .insertInto('appointments')
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

/** A statement that makes an appointment; one that is there for the subject moves to the new moment. */
export const madeAppointment = (appointment: Appointment): CompiledQuery =>
  put.with({ ...appointment, input: JSON.stringify(appointment.input) })

const remove = statement((db, { tenantId, jobName, subjectId }: Key) =>
  db
    .deleteFrom('appointments')
    .where('tenant_id', '=', tenantId)
    .where('job_name', '=', jobName)
    .where('subject_id', '=', subjectId),
)

/** A statement that cancels an appointment, or does nothing. */
export const cancelledAppointment = (key: Key): CompiledQuery => remove.with(key)

interface Pace {
  /** How many jobs may be under way at once, over all tenants and processes; give or take one process's share. */
  readonly underWayMax: number
  /** After so long a job that has not settled its appointment is taken for lost, and another is stored. */
  readonly lostAfterMs: number
}

const nobody = { kind: 'system', id: null, name: 'system' }

// Their jobs wait, and would hold up everybody else's.
const ofOpenTenants = sql`tenant_id NOT IN (SELECT tenant_id FROM tenants WHERE suspended_at IS NOT NULL)`

/**
 * Stores jobs for appointments that are due at `now`, the longest due first, as far as the pace allows; those of suspended
 * tenants wait. An appointment stays until its job makes or cancels it anew, so that none is lost with a process. Answers
 * how many jobs were stored.
 */
export const takeDue = (
  database: Database,
  requestId: string,
  now: Date,
  { underWayMax, lostAfterMs }: Pace,
): Promise<number> =>
  database.system(async (tx) => {
    // What is due is chosen once, before anything is joined: there may be thousands.
    const { rows } = await sql<Omit<Appointment, 'dueAt'>>`
      WITH due AS MATERIALIZED (
        SELECT tenant_id, job_name, subject_id FROM appointments
        WHERE due_at <= ${now} AND ${ofOpenTenants}
        ORDER BY due_at
        LIMIT greatest(0, ${underWayMax} - (
          SELECT count(*) FROM appointments WHERE is_taken AND due_at > ${now} AND ${ofOpenTenants}))
        FOR UPDATE SKIP LOCKED)
      UPDATE appointments AS a SET is_taken = true, due_at = ${new Date(now.getTime() + lostAfterMs)}
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
