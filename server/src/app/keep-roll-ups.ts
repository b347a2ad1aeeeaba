import { randomUUID } from 'node:crypto'
import * as access from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { lastNumbers } from '#platform/outbox/find-events.ts'

const EVERY_MS = 600_000
/** An hour is rolled up three hours after its end; a tenant that was quiet for longer has nothing to do. */
const QUIET_MS = 5 * 3_600_000
const DAY_MS = 86_400_000

interface Work {
  /** Each rolls up some hours of a tenant; true if there is more to do. */
  readonly rollUps: readonly ((scope: Scope) => Promise<boolean>)[]
  /** Daily maintenance of each tenant. */
  forgetOld(scope: Scope): Promise<void>
}

/** Rolls up past hours and deletes old data, one tenant after another, until it is stopped. */
export function keepRollUps(app: Application, { rollUps, forgetOld }: Work) {
  const { database, log } = app
  const stopping = new AbortController()
  const { signal } = stopping
  const seen = new Map<string, { last: number; at: number }>()
  const forgotten = new Map<string, number>()
  let working: Promise<void> | null = null

  async function work() {
    for (const { tenantId, last } of await lastNumbers(database)) {
      if (signal.aborted) return
      const before = seen.get(tenantId)
      if (before?.last !== last) seen.set(tenantId, { last, at: performance.now() })
      else if (performance.now() - before.at > QUIET_MS) continue
      const scope = access.systemScope(app, tenantId, { requestId: randomUUID(), signal })
      if (performance.now() - (forgotten.get(tenantId) ?? Number.NEGATIVE_INFINITY) > DAY_MS) {
        await forgetOld(scope)
        forgotten.set(tenantId, performance.now())
      }
      for (const rollUp of rollUps) while (!signal.aborted && (await rollUp(scope))) continue
    }
  }

  const look = () => {
    working ??= work()
      .catch((error: unknown) => {
        if (!signal.aborted)
          log.warn({ err: error }, 'Hourly figures could not be rolled up; trying again soon.')
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
