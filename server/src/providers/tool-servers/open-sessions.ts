import type { Fault } from '#kernel/fault.ts'
import type { ToolServerAccess, ToolServers } from '#kernel/tool-servers.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'
import { beginSession, type Held, type Opening } from './begin-session.ts'
import { toolServerLimits } from './limits.ts'

/** Opens sessions with tool servers on demand, one for each key. */
export function openSessions({
  fetch,
  programs,
  log,
  version,
  limits = toolServerLimits,
}: Opening): Pick<ToolServers, 'open' | 'forget' | 'close'> {
  const held = new Map<string, Held>()
  const failing = new Map<string, { until: number; fault: Fault }>()

  const drop = (key: string, one: Held) => {
    if (held.get(key) === one) held.delete(key)
    if (one.idle) clearTimeout(one.idle)
    one
      .close()
      .catch((error: unknown) => log.debug({ err: error }, 'A session with a tool server ended badly.'))
  }
  const rest = (key: string, one: Held) => {
    if (one.idle) clearTimeout(one.idle)
    if (one.busy === 0) one.idle = setTimeout(() => drop(key, one), limits.idleMs).unref()
  }

  const begin = (access: ToolServerAccess) =>
    beginSession(
      access,
      { fetch, programs, log, version, limits },
      {
        isHeld: (one) => held.get(access.key) === one,
        drop: (one) => drop(access.key, one),
        rest: (one) => rest(access.key, one),
        failed: (fault) =>
          void failing.set(access.key, { until: performance.now() + limits.failingMs, fault }),
      },
    )

  return {
    async open(access, signal) {
      signal.throwIfAborted()
      const { key } = access
      const failed = access.isAnew ? undefined : failing.get(key)
      if (failed && failed.until > performance.now()) throw failed.fault
      failing.delete(key)
      let one = held.get(key)
      if (one) one.as.access = access
      else {
        if (held.size >= limits.sessionsMax) throw toolServerFault('unreachable')
        one = begin(access)
        held.set(key, one)
      }
      const opened = await orAbort(one.session, signal)
      if (access.isAnew) opened.noteChange()
      rest(key, one)
      return opened
    },
    forget(keyBeginning) {
      for (const key of failing.keys()) if (key.startsWith(keyBeginning)) failing.delete(key)
      for (const [key, one] of held) if (key.startsWith(keyBeginning)) drop(key, one)
    },
    async close() {
      const all = [...held.values()]
      held.clear()
      await Promise.all(all.map((one) => (one.idle && clearTimeout(one.idle), one.close().catch(() => {}))))
    },
  }
}

function orAbort<T>(waiting: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  return Promise.race([waiting, promise]).finally(() => signal.removeEventListener('abort', abort))
}
