import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { SocketRoute } from '#dialects/dialect.ts'
import type { HostRule, HostErrorCode } from '#platform/http/host-names.ts'
import { callerAddress, noteCaller } from '#platform/http/trusted-proxies.ts'
import { refusalOf } from './own-hosts.ts'

/** The code that the native protocol has for it. */
const TOO_MANY = 4429
const FRAME_LIMIT_BYTES = 1_048_576
/** The time a peer has to close after it was told to. */
const CLOSING = { closeTimeout: 5_000 }

/** The sockets of a door. */
export interface Sockets {
  /** How many are open at each route. */
  count(): [route: string, open: number][]
  close(): void
}

/** Decides who may open a socket. */
interface SocketRules {
  readonly judgeHost: HostRule
  readonly allowedOrigins: readonly string[]
  isTrusted(address: string): boolean
  /** Counts a call from an address: an upgrade, and each message after it; null if it is allowed. */
  secondsToWait(address: string): number | null
}

/** Upgrades connections for the dialects' sockets. */
export function serveSockets(
  server: Server,
  routes: readonly SocketRoute[],
  { judgeHost, allowedOrigins, isTrusted, secondsToWait }: SocketRules,
): Sockets {
  const hosts = new Map(
    routes.map((route) => [
      route.isPrefix ? `${route.path}*` : route.path,
      {
        route,
        host: new WebSocketServer({
          noServer: true,
          maxPayload: FRAME_LIMIT_BYTES,
          ...CLOSING,
          // Compression costs more than it saves on small frames.
          perMessageDeflate: false,
          handleProtocols: (offered) => route.protocols.find((name) => offered.has(name)) ?? false,
        }),
      },
    ]),
  )

  const hostOf = (path: string) => {
    const end = path.lastIndexOf('/') + 1
    return hosts.get(path) ?? (end < path.length ? hosts.get(`${path.slice(0, end)}*`) : undefined)
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that disconnects during an upgrade must not end the process.
    socket.on('error', () => socket.destroy())
    const errorCode = judgeHost(request)
    if (errorCode) return refuseHost(socket, errorCode)
    // Not parsed: an invalid address must not throw here.
    const found = hostOf(request.url?.split('?')[0] ?? '')
    if (!found) return refuse(socket, '404 Not Found')
    if (!isAllowedOrigin(request, [...allowedOrigins, ...(found.route.origins ?? [])]))
      return refuse(socket, '403 Forbidden')
    const address = callerAddress(request, isTrusted)
    noteCaller(request, address)
    const waitSeconds = secondsToWait(address)
    if (waitSeconds !== null) return refuse(socket, `429 Too Many Requests\r\nRetry-After: ${waitSeconds}`)
    found.host.handleUpgrade(request, socket, head, (open) => {
      // Before the dialect gets it: every message counts like any other call.
      open.on('message', () => {
        if (secondsToWait(address) !== null) open.close(TOO_MANY, 'Too many messages.')
      })
      found.route.accept(open, request)
    })
  })

  return {
    count: () => [...hosts].map(([route, { host }]) => [route, host.clients.size]),
    close() {
      for (const { host } of hosts.values()) {
        for (const client of host.clients) client.close(1001, 'The server is shutting down.')
        host.close()
      }
    },
  }
}

const refuse = (socket: Duplex, status: string) =>
  void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)

function refuseHost(socket: Duplex, errorCode: Exclude<HostErrorCode, null>) {
  const { message } = refusalOf(errorCode)
  const status = errorCode === 'repeated' ? '400 Bad Request' : '403 Forbidden'
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${message.length}\r\n\r\n${message}`,
  )
}

/** Pages of other sites must be listed; programs send no origin. */
function isAllowedOrigin({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers
  if (origin === undefined || allowed.includes(origin)) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
