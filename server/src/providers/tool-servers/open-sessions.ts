import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client'
import type { Log } from '#platform/log/log.ts'
import type { Fault } from '#kernel/fault.ts'
import type { ToolServerAccess, ToolServers } from '#kernel/tool-servers.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'
import { limitedFetch } from './limited-fetch.ts'
import { type ToolServerLimits, toolServerLimits } from './limits.ts'
import { type Program, ProgramTransport } from './program-transport.ts'
import { type OwnSession, sessionOver } from './session.ts'
import { faultOf } from './fault-of.ts'

export interface Opening {
  /** The guarded one: addresses come from people. */
  fetch: typeof fetch
  programs: readonly Program[]
  log: Log
  version: string
  limits?: ToolServerLimits
}

interface Held {
  /** What it was opened with last: a key that was renewed is shown from then on. */
  readonly as: { access: ToolServerAccess }
  session: Promise<OwnSession>
  busy: number
  idle: NodeJS.Timeout | null
  close(): Promise<void>
}

/** Opens sessions with servers of tools as they are asked for, one for each key. */
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

  function begin(access: ToolServerAccess): Held {
    const { key } = access
    const as = { access }
    let cut: Error | null = null
    const client = new Client(
      { name: 'parley', version },
      {
        versionNegotiation: { mode: 'auto', probe: { timeoutMs: limits.connectMs / 2 } },
        listChanged: {
          tools: {
            autoRefresh: false,
            onChanged() {
              session?.noteChange()
              as.access.whenChanged?.()
            },
          },
        },
      },
    )
    let session: OwnSession | null = null
    const end = (fault: Error) => {
      cut = fault
      drop(key, one)
    }
    const transport = transportOf(as, end)
    // It is no event target: the client hands over what it has to tell.
    Object.assign(client, { onclose: () => held.get(key) === one && drop(key, one) })
    const use = async <R>(signal: AbortSignal, work: () => Promise<R>): Promise<R> => {
      one.busy += 1
      if (one.idle) clearTimeout(one.idle)
      try {
        return await work()
      } catch (error) {
        if (signal.aborted) throw signal.reason
        const fault = cut ? faultOf(cut) : faultOf(error)
        log.info(
          { ...as.access.of, reason: fault.reason, err: fault.cause },
          'A tool server failed to answer a request.',
        )
        // It keeps no session of ours any more, or nobody is there: what is asked next begins anew.
        if (fault.reason === 'ended' || fault.reason === 'unreachable') drop(key, one)
        throw fault
      } finally {
        one.busy -= 1
        rest(key, one)
      }
    }
    const connect = async (): Promise<OwnSession> => {
      try {
        await client.connect(transport, { timeout: limits.connectMs })
        session = sessionOver(client, limits, use)
        return session
      } catch (error) {
        const fault = cut ? faultOf(cut) : faultOf(error)
        log.info(
          { ...as.access.of, reason: fault.reason, err: fault.cause },
          'A tool server could not be reached.',
        )
        failing.set(key, { until: performance.now() + limits.failingMs, fault })
        drop(key, one)
        throw fault
      }
    }
    const one: Held = {
      as,
      busy: 0,
      idle: null,
      session: Promise.resolve().then(connect),
      async close() {
        // A server that keeps a session for us need not wait for it any longer.
        if (transport instanceof StreamableHTTPClientTransport)
          await transport.terminateSession().catch(() => {})
        await client.close()
        await transport.close()
      },
    }
    // Whoever waits for it hears of a failure; nobody need wait.
    one.session.catch(() => {})
    return one
  }

  function transportOf(as: Held['as'], end: (fault: Error) => void): Transport {
    const first = as.access
    if (first.transport === 'program') {
      const program = programs.find(({ name }) => name === first.program)
      if (!program) throw toolServerFault('no-program')
      return new ProgramTransport(program, limits.answerBytesMax)
    }
    const options = {
      fetch: limitedFetch(fetch, {
        bytesMax: limits.answerBytesMax,
        headers: () => (as.access.transport === 'program' ? {} : as.access.headers),
        onTooLarge: end,
      }),
    }
    const url = new URL(first.url)
    return first.transport === 'http'
      ? new StreamableHTTPClientTransport(url, { ...options, onInsufficientScope: 'throw' })
      : new SSEClientTransport(url, options)
  }

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
