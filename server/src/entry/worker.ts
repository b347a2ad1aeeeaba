import { isSuspended, jobScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { asFault, Fault } from '#kernel/fault.ts'
import type { JobHandler } from '#kernel/jobs.ts'
import { logOf } from '#kernel/log-of.ts'
import { conversationIn, whose } from '#kernel/spanned.ts'
import { SCHEDULED_JOBS } from '#platform/queue/scheduled-jobs.ts'
import type { LeasedJob } from '#platform/queue/job.ts'
import { openLane } from '#platform/queue/lane.ts'
import { openPoller } from '#platform/queue/poller.ts'
import type { Queue } from '#platform/queue/queue.ts'
import { openTimetable } from '#platform/queue/timetable.ts'
import type { Traces } from '#platform/traces/traces.ts'

const POLL_MS = 1_000
const FINISH_WITHIN_MS = 10_000
/** How long finished jobs wait for others that can be marked with them. */
const FINISH_EVERY_MS = 50
/** How soon it is looked again whether the tenant of a job is still suspended. */
const SUSPENDED_PAUSE_MS = 15_000

type Outcome = 'ok' | 'failed' | 'handed back'

/** Takes jobs, reopens their scope and runs their flow. One lane for each kind, so that none starves another. */
export function openWorker(app: Application, queue: Queue, handlers: readonly JobHandler[]) {
  const stopping = new AbortController()
  const finisher = openFinisher(app, queue)

  const run = async (handler: JobHandler, job: LeasedJob) => {
    const begunAt = performance.now()
    const outcome = await (app.traces ? asSpan(app.traces, handler, job) : attempt(handler, job))
    app.metrics.count('parley_jobs_ended_total', { job: job.name, outcome })
    app.metrics.observe('parley_job_seconds', { job: job.name }, (performance.now() - begunAt) / 1_000)
  }

  /** A part of what asked for it, in whatever process that was. */
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
    const scope = jobScope(app, job, stopping.signal)
    try {
      if (await isSuspended(app, job.tenantId)) {
        await queue.handBack(job, SUSPENDED_PAUSE_MS)
        return 'handed back'
      }
      // Whatever ends its process each time must not do so for ever.
      if (job.tries > job.triesMax)
        throw new Fault('unavailable', 'The process that ran the job ended on each attempt.')
      await handler.work(scope, job.input, job.known)
      finisher.add(job)
      return 'ok'
    } catch (error) {
      const settle = stopping.signal.aborted ? queue.handBack(job) : fail(handler, job, asFault(error))
      // Should even this fail, the lease runs out and the job is taken again.
      await settle.catch((reason: unknown) =>
        logOf(scope, conversationIn(job.input)).warn(
          { err: reason, job: job.name, jobId: job.id },
          'The result of a job could not be saved.',
        ),
      )
      return stopping.signal.aborted ? 'handed back' : 'failed'
    }
  }

  const fail = async (handler: JobHandler, job: LeasedJob, fault: Fault) => {
    logOf({ app, ...job }, conversationIn(job.input)).warn(
      { err: fault, job: job.name, jobId: job.id, tries: job.tries },
      'A job failed.',
    )
    // What waits for it is settled first: a process that dies in between leaves a job that is given up again.
    if (job.tries >= job.triesMax && handler.giveUp && (await queue.renew([job])) > 0)
      await handler.giveUp(jobScope(app, job, stopping.signal), job.input, fault)
    await queue.fail(job, `${fault.code}: ${fault.message}`)
  }

  const lanes = new Map(
    handlers.map((handler) => [
      handler.kind.name,
      openLane({
        name: handler.kind.name,
        concurrency: handler.concurrency,
        spacingMs: handler.spacingMs,
        queue,
        log: app.log,
        run: (job) => run(handler, job),
      }),
    ]),
  )
  const timetable = openTimetable(app)
  const lookout = openPoller({
    queue,
    log: app.log,
    everyMs: POLL_MS,
    now: app.now,
    found: (name) => (name === SCHEDULED_JOBS ? timetable.look() : lanes.get(name)?.wake()),
  })
  const renewal = setInterval(() => {
    // Only running jobs: a job that could not be settled must run out, so that it is taken again.
    const held = [...lanes.values()].flatMap((lane) => lane.held())
    if (held.length === 0) return
    queue.renew(held).catch((error: unknown) => app.log.warn({ err: error }, 'Leases could not be renewed.'))
  }, app.settings.leaseMs / 3)

  return {
    takes: (name: string): boolean => lanes.get(name)?.hasFreeSlot() ?? false,
    begin(leased: readonly LeasedJob[]) {
      for (const job of leased) lanes.get(job.name)?.take(job)
    },
    look(names: readonly string[]) {
      for (const name of names) lanes.get(name)?.wake()
    },
    silentMs: lookout.silentMs,
    /** Takes no more work, lets what runs finish for a while, then hands the rest back to the queue. */
    async stop() {
      const patience = setTimeout(
        () => stopping.abort(new Error('The server is stopping.')),
        FINISH_WITHIN_MS,
      )
      await lookout.stop()
      await timetable.stop()
      await Promise.all([...lanes.values()].map((lane) => lane.stop()))
      clearTimeout(patience)
      clearInterval(renewal)
      await finisher.flush()
    },
  }
}

/** Marks finished jobs in one statement for many. Until then they are leased; a crash in between runs one again, which its flow allows. */
function openFinisher(app: Application, queue: Queue) {
  let finished: LeasedJob[] = []
  let isPlanned = false
  const flush = async () => {
    isPlanned = false
    const jobs = finished
    finished = []
    if (jobs.length > 0) await queue.finish(jobs)
  }
  return {
    add(job: LeasedJob) {
      finished.push(job)
      if (isPlanned) return
      isPlanned = true
      setTimeout(() => {
        flush().catch((error: unknown) => app.log.warn({ err: error }, 'Finished jobs could not be marked.'))
      }, FINISH_EVERY_MS)
    },
    flush,
  }
}
