import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../database/open.ts'
import type { Log } from '../log/log.ts'
import { tenantsBehind } from './consumer-position.ts'

interface ConsumerOptions {
  readonly name: string
  readonly database: Database
  readonly log: Log
  /**
   * Processes some of a tenant's events; true if there are more. `elsewhere`: without effect, because another process
   * processed them. May be called again for the same events.
   */
  catchUp(tenantId: string, signal: AbortSignal): Promise<boolean | 'elsewhere'>
  /** The tenants to process: all, or those with a stored position (`holdPosition`). Defaults to all. */
  isWanted?: 'everywhere' | 'where it began'
  /** Between two rounds, so that events are taken in together and work in the foreground goes first. */
  pauseMs: number
  /** How often all tenants are checked for events that nobody here heard of. */
  lookEveryMs: number
}

/** Background work that consumes the events of every tenant, in order and from where it stopped. */
export interface Consumer {
  /** The tenant has new events. Losing a call only delays them. */
  note(tenantId: string): void
  /** Some tenant has new events. Soon checks which: for work that few tenants need. */
  noteAny(): void
  /** Starts nothing more; resolves when running work has ended. */
  stop(): Promise<void>
}

/**
 * Two processes that process the same events at the same time waste half of the work: one leaves this many rounds to
 * the other.
 */
const ROUNDS_LEFT = 3

export function openConsumer({
  name,
  database,
  log,
  catchUp,
  isWanted = 'everywhere',
  pauseMs,
  lookEveryMs,
}: ConsumerOptions): Consumer {
  const stopping = new AbortController()
  const { signal } = stopping
  const due = new Set<string>()
  /** Tenants that another process is working on, and until when they are left to it. */
  const left = new Map<string, number>()
  let isWorking = false
  let working = Promise.resolve()

  async function consume(tenantId: string) {
    try {
      const found = await catchUp(tenantId, signal)
      // The others come first, so that a long backlog of one delays nobody.
      if (found !== false) due.add(tenantId)
      if (found === 'elsewhere')
        left.set(tenantId, performance.now() + pauseMs * ROUNDS_LEFT * (0.5 + Math.random()))
    } catch (error) {
      if (!signal.aborted)
        log.warn({ err: error, name, tenantId }, 'Events could not be consumed; trying again later.')
    }
  }

  async function work() {
    while (due.size > 0) {
      await pause(pauseMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      const round = [...due].filter((tenantId) => (left.get(tenantId) ?? 0) <= performance.now())
      for (const tenantId of round) {
        if (signal.aborted) return
        due.delete(tenantId)
        left.delete(tenantId)
        await consume(tenantId)
      }
    }
  }

  function note(tenantId: string) {
    due.add(tenantId)
    if (isWorking || signal.aborted) return
    isWorking = true
    working = work().finally(() => {
      isWorking = false
    })
  }

  async function look() {
    try {
      for (const tenantId of await database.system((tx) => tenantsBehind(tx, name, isWanted))) note(tenantId)
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error, name }, 'Tenants could not be scanned.')
    }
  }

  const soon = lookSoon(look, pauseMs, signal)
  const timer = setInterval(() => void look(), lookEveryMs)
  const first = look()
  return {
    note,
    noteAny: soon.ask,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await first
      await soon.ended()
      await working
    },
  }
}

/** Looks once, a pause after the first of any number of calls that ask for it. */
function lookSoon(look: () => Promise<void>, pauseMs: number, signal: AbortSignal) {
  let looking: Promise<void> | null = null
  let isAsked = false
  const work = async () => {
    while (isAsked && !signal.aborted) {
      await pause(pauseMs, undefined, { signal }).catch(() => {})
      isAsked = false
      if (!signal.aborted) await look()
    }
  }
  return {
    ask() {
      isAsked = true
      if (signal.aborted) return
      looking ??= work().finally(() => {
        looking = null
      })
    },
    ended: async () => looking,
  }
}
