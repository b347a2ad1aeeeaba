import { Job, JobRef } from '#contract/shapes/job.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { toJob } from './job.ts'
import { lockJob, reviveJob } from './job-store.ts'

/** Tries a job again that had failed for good. */
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
