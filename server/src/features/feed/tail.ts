import type { StoredEvent } from '#contract/events.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Live } from '#platform/live/live.ts'
import { eventsAfter } from '#platform/outbox/find-events.ts'
import { eventTopic } from '#platform/outbox/event.ts'
import { coalesceReads } from './coalesce-reads.ts'
import { openEarlyEvents } from './early-events.ts'

/** The number of events that are read at once. */
export const PAGE = 500
const SAFETY_POLL_MS = 15_000

type Listener = (event: StoredEvent) => void

/**
 * A tenant's events as they arrive: each once, in the order of their numbers, read once for all followers in this
 * process.
 */
interface Tail {
  /** Resolves when the newest number is known. */
  readonly known: Promise<void>
  /** The number of the newest event that was received, or that existed before anyone listened. */
  newest(): number
  /** Calls `listener` with all further events, until the returned function is called. */
  listen(listener: Listener): () => void
  /** Those after a number, at most a page. */
  readonly missed: (after: number) => Promise<StoredEvent[]>
}

const tails = new WeakMap<Live, Map<string, Tail>>()

/**
 * Calls `listener` with the tenant's events after the returned number, until `leave` is called; `missed` reads earlier
 * ones.
 */
export async function joinTail({ app, tenantId }: Scope, listener: Listener) {
  const ofTenants = tails.get(app.live) ?? new Map<string, Tail>()
  tails.set(app.live, ofTenants)
  const tail = ofTenants.get(tenantId) ?? openTail(app, tenantId, () => ofTenants.delete(tenantId))
  ofTenants.set(tenantId, tail)
  const leave = tail.listen(listener)
  try {
    await tail.known
  } catch (error) {
    leave()
    throw error
  }
  return { newest: tail.newest(), missed: tail.missed, leave }
}

function openTail(app: Application, tenantId: string, ended: () => void): Tail {
  const listeners = new Set<Listener>()
  let newest: number | null = null
  let reading: Promise<void> | null = null
  let isNews = false
  let isQuiet = true
  const early = openEarlyEvents(() => tryToCatchUp())

  function give(event: StoredEvent) {
    newest = event.number
    for (const listener of listeners) listener(event)
  }

  function giveEarly() {
    for (const event of early.take(newest ?? 0)) give(event)
  }

  /** Reads stored events that were not received, and those that arrive meanwhile, to preserve the order. */
  function catchUp(): Promise<void> {
    isNews = true
    reading ??= readNews().finally(() => {
      reading = null
      // Heard after the last look, and before that was over.
      if (isNews) tryToCatchUp()
    })
    return reading
  }

  async function readNews() {
    while (isNews) {
      isNews = false
      const after = newest
      const { last, events } = await readPage(app, tenantId, after)
      for (const event of events) give(event)
      if (events.length === PAGE) isNews = true
      else newest = Math.max(newest ?? 0, last)
    }
    giveEarly()
  }

  function tryToCatchUp() {
    early.stopWaiting()
    catchUp().catch((error: unknown) =>
      app.log.warn({ err: error, tenantId }, 'Events could not be read; trying again soon.'),
    )
  }
  const take = (message: unknown) => {
    const event = message as StoredEvent
    isQuiet = false
    if (reading) isNews = true
    else if (newest === null || early.isFull()) tryToCatchUp()
    else if (event.number > newest) {
      early.keep(event)
      giveEarly()
    }
  }
  const leaveTopic = app.live.subscribe(eventTopic(tenantId), take, tryToCatchUp)
  // In silence, the database is checked for events of other processes that were not received.
  const poll = setInterval(() => {
    if (isQuiet) tryToCatchUp()
    isQuiet = true
  }, SAFETY_POLL_MS)

  return {
    known: catchUp(),
    newest: () => newest ?? 0,
    missed: coalesceReads(async (after) => (await readPage(app, tenantId, after)).events),
    listen(listener) {
      listeners.add(listener)
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return
        clearInterval(poll)
        early.stopWaiting()
        leaveTopic()
        ended()
      }
    },
  }
}

async function readPage(app: Application, tenantId: string, after: number | null) {
  const { last, events } = await app.database.read(tenantId, (tx) => eventsAfter(tx, after, PAGE))
  return { last, events: events as StoredEvent[] }
}
