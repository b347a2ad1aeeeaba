import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client'
import type { Log } from '#platform/log/log.ts'
import type { Fault } from '#kernel/fault.ts'
import type { ToolServerAccess } from '#kernel/tool-servers.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'
import { limitedFetch } from './limited-fetch.ts'
import type { ToolServerLimits } from './limits.ts'
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

/** A session with a tool server, for as long as it is kept. */
export interface Held {
  /** The credentials of its last use: a renewed key is sent from then on. */
  readonly as: { access: ToolServerAccess }
  session: Promise<OwnSession>
  busy: number
  idle: NodeJS.Timeout | null
  close(): Promise<void>
}

/** The owner of sessions. */
interface Keeper {
  isHeld(one: Held): boolean
  /** It is of no use any more. */
  drop(one: Held): void
  /** It is idle now. */
  rest(one: Held): void
  /** The server could not be reached. */
  failed(fault: Fault): void
}

/** Starts a session; callers that wait for it get its failure. */
export function beginSession(access: ToolServerAccess, opening: Required<Opening>, keeper: Keeper): Held {
  const { log, limits } = opening
  const as = { access }
  let cut: Error | null = null
  let session: OwnSession | null = null
  const client = clientOf(opening, () => {
    session?.noteChange()
    as.access.whenChanged?.()
  })
  const transport = transportOf(as, opening, (fault) => {
    cut = fault
    keeper.drop(one)
  })
  // It is not an event target: the client sets its callbacks.
  Object.assign(client, { onclose: () => keeper.isHeld(one) && keeper.drop(one) })
  const told = (error: unknown, message: string): Fault => {
    const fault = faultOf(cut ?? error)
    log.info({ ...as.access.of, reason: fault.reason, err: fault.cause }, message)
    return fault
  }
  const use = async <R>(signal: AbortSignal, work: () => Promise<R>): Promise<R> => {
    one.busy += 1
    if (one.idle) clearTimeout(one.idle)
    try {
      return await work()
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const fault = told(error, 'A tool server failed to answer a request.')
      // The server dropped the session, or is unreachable: the next request starts anew.
      if (fault.reason === 'ended' || fault.reason === 'unreachable') keeper.drop(one)
      throw fault
    } finally {
      one.busy -= 1
      keeper.rest(one)
    }
  }
  const connect = async (): Promise<OwnSession> => {
    try {
      await client.connect(transport, { timeout: limits.connectMs })
      session = sessionOver(client, limits, use)
      return session
    } catch (error) {
      const fault = told(error, 'A tool server could not be reached.')
      keeper.failed(fault)
      keeper.drop(one)
      throw fault
    }
  }
  const one: Held = {
    as,
    busy: 0,
    idle: null,
    session: Promise.resolve().then(connect),
    async close() {
      // A server with a session for us should not wait for it any longer.
      if (transport instanceof StreamableHTTPClientTransport)
        await transport.terminateSession().catch(() => {})
      await client.close()
      await transport.close()
    },
  }
  // Nobody need wait for it.
  one.session.catch(() => {})
  return one
}

const clientOf = ({ version, limits }: Required<Opening>, onChanged: () => void) =>
  new Client(
    { name: 'parley', version },
    {
      versionNegotiation: { mode: 'auto', probe: { timeoutMs: limits.connectMs / 2 } },
      listChanged: { tools: { autoRefresh: false, onChanged } },
    },
  )

function transportOf(
  as: Held['as'],
  { fetch: guarded, programs, limits }: Required<Opening>,
  onTooLarge: (fault: Error) => void,
): Transport {
  const first = as.access
  if (first.transport === 'program') {
    const program = programs.find(({ name }) => name === first.program)
    if (!program) throw toolServerFault('no-program')
    return new ProgramTransport(program, limits.answerBytesMax)
  }
  const options = {
    fetch: limitedFetch(guarded, {
      bytesMax: limits.answerBytesMax,
      headers: () => (as.access.transport === 'program' ? {} : as.access.headers),
      onTooLarge,
    }),
  }
  const url = new URL(first.url)
  return first.transport === 'http'
    ? new StreamableHTTPClientTransport(url, { ...options, onInsufficientScope: 'throw' })
    : new SSEClientTransport(url, options)
}
