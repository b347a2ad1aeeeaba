import type { IncomingMessage } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import { closeCodes, ClientFrame, type ServerFrame } from '#contract/frames.ts'
import { countCall, credentialEnded, openScope, redeemSocketTicket } from '#features/access/index.ts'
import { asFault, Fault, unauthenticated } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { Scope } from '#kernel/scope.ts'
import { callerOf } from '#platform/http/trusted-proxies.ts'
import type { Mount, SocketRoute } from '../dialect.ts'
import { renderFault } from './faults.ts'
import { answerFrame } from './frames.ts'
import { drained, HEARTBEAT_MS, keepAlive, openTempo } from './socket-limits.ts'
import { bearerToken, callingPage } from '../kit/visit.ts'

const AUTHENTICATE_WITHIN_MS = 5_000
const BUFFER_MAX_BYTES = 1_048_576

/** The native socket: authenticated first, then use-cases by frame, and streams back. */
export const nativeSocket = (mount: Mount): SocketRoute => ({
  path: '/v1/socket',
  protocols: ['parley.v1'],
  accept: (socket, request) => void converse(mount, socket, request),
})

export interface Conversation {
  readonly scope: Scope
  send(frame: ServerFrame): void
  /** Resolves when the socket is drained; a reader that stays slow is closed and may resume. */
  drained(): Promise<void>
}

async function converse({ app }: Mount, socket: WebSocket, request: IncomingMessage) {
  const closing = new AbortController()
  const visit = {
    requestId: randomUUID(),
    signal: closing.signal,
    address: callerOf(request),
    userAgent: request.headers['user-agent'],
    page: callingPage(request.headers),
  }
  const close = (code: keyof typeof closeCodes) => socket.close(code, closeCodes[code])
  const send = (frame: ServerFrame) => {
    if (socket.bufferedAmount > BUFFER_MAX_BYTES) close(4503)
    else if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
  }
  const fail = (ref: string | null, error: unknown) =>
    send({ type: 'fault', ref, problem: renderFault(asFault(error), visit.requestId) })

  let conversation: Conversation | null = null
  // Every credential, actor and tenant that opened it: a stream of one must not outlive the other.
  const openedBy = new Set<string | null>()
  const leaveCredentials = credentialEnded(app, (id) => {
    if (openedBy.has(id)) close(4401)
  })
  const deadline = setTimeout(close, AUTHENTICATE_WITHIN_MS, 4401)
  const authenticated = (scope: Scope) => {
    clearTimeout(deadline)
    openedBy
      .add(scope.credentialId)
      .add(scope.actor.id)
      .add(scope.actor.through?.widgetId ?? null)
      .add(scope.tenantId)
    conversation = { scope, send, drained: () => drained(socket, closing.signal) }
  }
  const answer = async (frame: ClientFrame) => {
    if (frame.type === 'authenticate') {
      authenticated(await openScope(app, { token: frame.token, tenant: frame.tenant ?? null }, visit))
      return send({ type: 'authenticated', ref: frame.ref })
    }
    if (!conversation) throw unauthenticated()
    countCall(conversation.scope)
    return answerFrame(conversation, frame, fail)
  }

  const heartbeat = keepAlive(socket)
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(deadline)
    clearInterval(heartbeat)
    leaveCredentials()
    closing.abort()
  })
  // Frames that arrive while the credential is checked wait for it, and each for the one before.
  let line = knock(app, request, visit)
    .then((scope) => {
      if (scope) authenticated(scope)
      send({ type: 'hello', heartbeatMs: HEARTBEAT_MS, authenticated: scope !== null })
    })
    .catch((error: unknown) => {
      fail(null, error)
      close(4401)
    })
  const isTooFast = openTempo()
  socket.on('message', (data) => {
    if (isTooFast()) return close(4429)
    const frame = readFrame(String(data))
    line = line.then(async () => {
      if (!(frame instanceof Fault)) return answer(frame).catch((error: unknown) => fail(frame.ref, error))
      fail(null, frame)
      close(4400)
    })
  })
}

/** The scope of the upgrade's credential; null if there was none and the first frame must bring it. */
async function knock(
  app: Mount['app'],
  request: IncomingMessage,
  visit: Parameters<typeof openScope>[2],
): Promise<Scope | null> {
  const ticket = new URL(request.url ?? '/', 'http://socket').searchParams.get('ticket')
  if (ticket !== null) return redeemSocketTicket(app, ticket, visit)
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  const token =
    offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length) ??
    bearerToken(request.headers)
  return token === null ? null : openScope(app, { token }, visit)
}

function readFrame(text: string): ClientFrame | Fault {
  try {
    return parseInput(ClientFrame, JSON.parse(text))
  } catch (error) {
    return error instanceof Fault ? error : new Fault('invalid_input', 'A frame must be one JSON object.')
  }
}
