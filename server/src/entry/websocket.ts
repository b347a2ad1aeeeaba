import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { SocketRoute } from '#dialects/dialect.ts'
import { callerAddress, noteCaller } from '#platform/http/trusted-proxies.ts'

const FRAME_LIMIT_BYTES = 1_048_576

/** The sockets of a door. */
export interface Sockets {
  /** How many are open at each route. */
  count(): [route: string, open: number][]
  close(): void
}

/** Upgrades connections for the dialects' sockets. */
export function serveSockets(
  server: Server,
  routes: readonly SocketRoute[],
  allowedOrigins: readonly string[],
  isTrusted: (address: string) => boolean,
): Sockets {
  const hosts = new Map(
    routes.map((route) => [
      route.isPrefix ? `${route.path}*` : route.path,
      {
        route,
        host: new WebSocketServer({
          noServer: true,
          maxPayload: FRAME_LIMIT_BYTES,
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
    // A peer that leaves in the middle of an upgrade must not end the process.
    socket.on('error', () => socket.destroy())
    // Not parsed: an address that is none must not throw here.
    const found = hostOf(request.url?.split('?')[0] ?? '')
    if (!found) return refuse(socket, '404 Not Found')
    if (!isAllowedOrigin(request, [...allowedOrigins, ...(found.route.origins ?? [])]))
      return refuse(socket, '403 Forbidden')
    noteCaller(request, callerAddress(request, isTrusted))
    found.host.handleUpgrade(request, socket, head, (open) => found.route.accept(open, request))
  })

  return {
    count: () => [...hosts].map(([route, { host }]) => [route, host.clients.size]),
    close() {
      for (const { host } of hosts.values()) {
        for (const client of host.clients) client.close(1001, 'The server is going away.')
        host.close()
      }
    },
  }
}

const refuse = (socket: Duplex, status: string) =>
  void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)

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
