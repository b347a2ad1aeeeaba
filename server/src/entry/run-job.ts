import { isSuspended, jobScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { asFault, Fault } from '#kernel/fault.ts'
import type { JobHandler } from '#kernel/jobs.ts'
import { logOf } from '#kernel/log-of.ts'
import { conversationIn, whose } from '#kernel/spanned.ts'
import type { LeasedJob } from '#platform/queue/job.ts'
import type { Queue } from '#platform/queue/queue.ts'
import type { Traces } from '#platform/traces/traces.ts'

/** How soon to check again whether a job's tenant is still suspended. */
const SUSPENDED_PAUSE_MS = 15_000

type Outcome = 'ok' | 'failed' | 'handed back'

interface Surroundings {
  /** Aborts when the process ends: what runs then is handed back. */
  readonly stopping: AbortSignal
  /** Has a job marked that was done. */
  finished(job: LeasedJob): void
}

/** Runs a job in its scope, and settles the outcome with the queue. */
export function openRunner(app: Application, queue: Queue, { stopping, finished }: Surroundings) {
  /** A child of the span that created the job, in whatever process that was. */
  const asSpan = (traces: Traces, handler: JobHandler, job: LeasedJob) => {
    const span = traces.begin(`process ${job.name}`, {
      kind: 'consumer',
      parent: job.traceParent,
      shared: whose(job, job.input),
      attributes: {
        'messaging.system': 'parley',
        'messaging.operation.name': 'process',
        'messaging.operation.type': 'process',
        'messaging.destination.name': job.name,
        'messaging.message.id': job.id,
        'parley.job.tries': job.tries,
      },
    })
    return traces.run(span, async () => {
      const outcome = await attempt(handler, job)
      span.end(outcome === 'failed' ? 'failed' : undefined)
      return outcome
    })
  }

  const attempt = async (handler: JobHandler, job: LeasedJob): Promise<Outcome> => {
    const scope = jobScope(app, job, stopping)
    try {
      if (await isSuspended(app, job.tenantId)) {
        await queue.handBack(job, SUSPENDED_PAUSE_MS)
        return 'handed back'
      }
      // Whatever ends its process each time must not do so for ever.
      if (job.tries > job.triesMax)
        throw new Fault('unavailable', 'The process that ran the job ended on each attempt.')
      await handler.work(scope, job.input, job.known)
      finished(job)
      return 'ok'
    } catch (error) {
      const settle = stopping.aborted ? queue.handBack(job) : fail(handler, job, asFault(error))
      // If even this fails, the lease expires and the job is claimed again.
      await settle.catch((reason: unknown) =>
        logOf(scope, conversationIn(job.input)).warn(
          { err: reason, job: job.name, jobId: job.id },
          'The result of a job could not be saved.',
        ),
      )
      return stopping.aborted ? 'handed back' : 'failed'
    }
  }

  const fail = async (handler: JobHandler, job: LeasedJob, fault: Fault) => {
    logOf({ app, ...job }, conversationIn(job.input)).warn(
      { err: fault, job: job.name, jobId: job.id, tries: job.tries },
      'A job failed.',
    )
    // What waits for the job is settled first: a process that dies in between leaves a job that is given up again.
    if (job.tries >= job.triesMax && handler.giveUp && (await queue.renew([job])) > 0)
      await handler.giveUp(jobScope(app, job, stopping), job.input, fault)
    await queue.fail(job, `${fault.code}: ${fault.message}`)
  }

  return async (handler: JobHandler, job: LeasedJob) => {
    const begunAt = performance.now()
    const outcome = await (app.traces ? asSpan(app.traces, handler, job) : attempt(handler, job))
    app.metrics.count('parley_jobs_ended_total', { job: job.name, outcome })
    app.metrics.observe('parley_job_seconds', { job: job.name }, (performance.now() - begunAt) / 1_000)
  }
}
