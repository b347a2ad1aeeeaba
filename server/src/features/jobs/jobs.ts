import { JobPage, ListJobs, Job, JobRef } from '#contract/shapes/job.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { toJob } from './job.ts'
import { countJobs, findJobs, lockJob, reviveJob } from './job-store.ts'

/** Lists background jobs: queued, running, done and failed, with errors. */
export const listJobs = query({
  name: 'job.list',
  permission: 'job:manage',
  input: ListJobs,
  output: JobPage,
  async run({ tx }, { limit, after, ...filters }) {
    const [rows, counts] = await Promise.all([
      findJobs(tx, filters, { limit: limit + 1, after: readCursor(after) }),
      countJobs(tx),
    ])
    const page = pageFrom(rows, limit, toJob, (row) => ({ at: row.created_at.toISOString(), id: row.id }))
    return { ...page, counts }
  },
})

/** Retries a job that had failed for good. */
export const retryJob = command({
  name: 'job.retry',
  permission: 'job:manage',
  input: JobRef,
  output: Job,
  async run({ tx, emit }, { jobId }) {
    const job = await lockJob(tx, jobId)
    if (job.state !== 'dead')
      throw new Fault('precondition_failed', 'Only jobs that failed permanently can be retried.')
    const revived = await reviveJob(tx, jobId)
    emit({ type: 'job.retried', payload: { jobId, name: job.name } })
    return toJob(revived)
  },
})
