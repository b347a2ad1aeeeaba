import { unauditedEvents } from '#contract/unaudited-events.ts'
import * as reports from '#features/inbox/reports/index.ts'
import * as search from '#features/search/index.ts'
import * as usage from '#features/usage/index.ts'
import { openWorker } from '#entry/worker.ts'
import type { Application } from '#kernel/application.ts'
import type { JobHandler } from '#kernel/jobs.ts'
import { keepPartitions } from '#platform/database/partitions/keep-partitions.ts'
import type { Live } from '#platform/live/live.ts'
import { type CommittedEvent, eventTopic } from '#platform/outbox/event.ts'
import { numberLeftOver } from '#platform/outbox/number-left-over.ts'
import { partitionedEvents } from '#platform/outbox/partitioned-events.ts'
import { openQueue, partitionedJobs } from '#platform/queue/queue.ts'
import type { Wake } from '#platform/queue/wake.ts'
import { openConsumers } from './follow-events.ts'
import { keepRollUps } from './keep-roll-ups.ts'

const PRUNE_EVERY_MS = 3_600_000

/** Tells processes that jobs of these names wait for a free slot. */
const WAITING_JOBS = 'jobs:waiting'
/** The topic that names tenants with new events. */
const NEW_EVENTS = 'events:new'

/** The background work of a process, if it does any. */
export interface Work {
  readonly wake: Wake
  /** For how long the worker has not polled for jobs; null if there is none. */
  workerSilentMs(): number | null
  stop(): Promise<void>
}

/** Leaves jobs and events to worker processes: notified through Redis if there is one, otherwise they poll. */
export const leaveWork = (live: Live): Work => ({
  wake: {
    takes: () => false,
    worker: (_leased, waiting) => {
      if (waiting.length > 0) live.publish(WAITING_JOBS, waiting)
    },
    listeners: (events) => tell(live, events, live.publish),
  },
  stop: async () => {},
  workerSilentMs: () => null,
})

/** Publishes events to all listeners and, through `sayNew`, the names of tenants to consumers. */
function tell(live: Live, events: readonly CommittedEvent[], sayNew: Live['publish']) {
  for (const event of events) live.publish(eventTopic(event.tenantId), event)
  for (const tenantId of new Set(events.map((event) => event.tenantId))) sayNew(NEW_EVENTS, tenantId)
}

/** Starts background work: the worker, consumers of events, and deletion of old jobs. */
export async function startWork(
  facts: Omit<Application, 'wake'>,
  jobHandlers: readonly JobHandler[],
): Promise<Work> {
  const { database, live, log, settings, processId, traces } = facts
  // Background work is no part of the span that woke it.
  const alone = (work: () => void) => (traces ? traces.run(null, work) : work())
  const queue = openQueue(database, processId, settings.leaseMs)
  // Nobody else can have the embedded directory, so earlier leases end at once.
  if (database.kind === 'embedded') await queue.reclaimAll()
  const wake: Wake = {
    takes: (name) => worker.takes(name),
    // Consumed here: other processes would only do the same work at the same time.
    listeners: (events) => alone(() => tell(live, events, live.publishHere)),
    worker: (leased, waiting) =>
      alone(() => {
        worker.begin(leased)
        // Any process with a free slot takes it.
        if (waiting.length > 0) live.publish(WAITING_JOBS, waiting)
      }),
  }
  const worker = openWorker({ ...facts, wake }, queue, jobHandlers)
  const app: Application = { ...facts, wake }
  const consumers = openConsumers(app)
  const leaveTopics = [
    live.subscribe(WAITING_JOBS, (names) => worker.look(names as string[])),
    live.subscribe(NEW_EVENTS, (tenantId) => {
      consumers.note(tenantId as string)
    }),
  ]
  const number = () =>
    numberLeftOver(database).catch((error: unknown) =>
      log.warn({ err: error }, 'Remaining events could not be numbered.'),
    )
  let numbering = number()
  const partitions = keepPartitions(database, log, [
    partitionedJobs,
    partitionedEvents(settings.eventDays, unauditedEvents),
    search.partitionedEntries(settings.searchMonths),
  ])
  const rollUps = keepRollUps(app, {
    rollUps: [(scope) => usage.rollUpUsage(scope), (scope) => reports.rollUpReports(scope)],
    forgetOld: (scope) => usage.forgetOld(scope),
  })
  const pruning = setInterval(() => {
    queue.prune().catch((error: unknown) => log.warn({ err: error }, 'Old jobs could not be removed.'))
    numbering = number()
  }, PRUNE_EVERY_MS)
  return {
    wake,
    workerSilentMs: worker.silentMs,
    async stop() {
      clearInterval(pruning)
      await partitions.stop()
      await rollUps.stop()
      for (const leave of leaveTopics) leave()
      await worker.stop()
      await numbering
      await consumers.stop()
    },
  }
}
