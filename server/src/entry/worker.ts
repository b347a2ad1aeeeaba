import type { Application } from '#kernel/application.ts'
import type { JobHandler } from '#kernel/jobs.ts'
import { SCHEDULED_JOBS } from '#platform/queue/scheduled-jobs.ts'
import type { LeasedJob } from '#platform/queue/job.ts'
import { openLane } from '#platform/queue/lane.ts'
import { openPoller } from '#platform/queue/poller.ts'
import type { Queue } from '#platform/queue/queue.ts'
import { openTimetable } from '#platform/queue/timetable.ts'
import { openRunner } from './run-job.ts'

const POLL_MS = 1_000
const FINISH_WITHIN_MS = 10_000
/** How long finished jobs wait for others, to be marked together. */
const FINISH_EVERY_MS = 50
/** Claims jobs and runs them. One lane for each kind, so that none starves another. */
export function openWorker(app: Application, queue: Queue, handlers: readonly JobHandler[]) {
  const stopping = new AbortController()
  const finisher = openFinisher(app, queue)

  const run = openRunner(app, queue, { stopping: stopping.signal, finished: finisher.add })
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
    // Only running jobs: the lease of a job that could not be settled must expire, so that it is claimed again.
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

/**
 * Marks finished jobs in one statement for many. Until then they are leased; after a crash in between, one runs again,
 * which its work allows.
 */
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
