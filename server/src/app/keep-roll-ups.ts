import { randomUUID } from 'node:crypto'
import * as access from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { lastNumbers } from '#platform/outbox/find-events.ts'

const EVERY_MS = 600_000
/** An hour is rolled up three hours after it is over; where nothing has happened for longer there is nothing to do. */
const QUIET_MS = 5 * 3_600_000

/** Rolls up the hours of every tenant that are over, a tenant after another, until it is stopped. */
export function keepRollUps(app: Application, rollUps: readonly ((scope: Scope) => Promise<boolean>)[]) {
  const { database, log } = app
  const stopping = new AbortController()
  const { signal } = stopping
  const seen = new Map<string, { last: number; at: number }>()
  let working: Promise<void> | null = null

  async function work() {
    for (const { tenantId, last } of await lastNumbers(database)) {
      if (signal.aborted) return
      const before = seen.get(tenantId)
      if (before?.last !== last) seen.set(tenantId, { last, at: performance.now() })
      else if (performance.now() - before.at > QUIET_MS) continue
      const scope = access.systemScope(app, tenantId, { requestId: randomUUID(), signal })
      for (const rollUp of rollUps) while (!signal.aborted && (await rollUp(scope))) continue
    }
  }

  const look = () => {
    working ??= work()
      .catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error }, 'Hours could not be rolled up; they are soon.')
      })
      .finally(() => {
        working = null
      })
  }
  const timer = setInterval(look, EVERY_MS)
  look()
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await working
    },
  }
}
