import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import type { OpenApplication } from '#server/app.ts'

/** How a door is told of a socket that a dialect wants. */
export interface SocketRoute {
  readonly path: string
  /** True for one that takes every address with one more part after its path. */
  readonly isPrefix?: boolean
  /** Origins of pages that may open it besides those of the server's own and of PARLEY_ALLOWED_ORIGINS. */
  readonly origins?: readonly string[]
  /** Subprotocols it understands; the first that the client offers too is chosen. */
  readonly protocols: readonly string[]
  /** Takes over an open socket. Everything about the caller is in the request that was upgraded. */
  accept(socket: WebSocket, request: IncomingMessage): void
}

/** What the door tells a dialect about where it stands. */
export interface Mount {
  readonly app: OpenApplication
  /** True on a port that the operator gave to this dialect by name, where its clients find what they always found. */
  readonly isOwnPort: boolean
  /** Throws Fault for whoever may not read figures of this process. */
  refuseMetrics(request: FastifyRequest): void
}

/** One protocol over the same use-cases. Translates and nothing else: no SQL, no fetch, no rule of the product. */
export interface Dialect {
  readonly name: string
  /** Adds its routes, relative to where it is mounted. */
  routes(http: FastifyInstance, mount: Mount): void | Promise<void>
  /** Answers whatever was thrown on its way to an answer. */
  sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply
  /** Answers a call of an address that it does not have. */
  sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply
  /**
   * Where several dialects share a root, the first one answers for unknown addresses, but each for those below these
   * patterns. Relative to where it is mounted.
   */
  readonly territory?: readonly string[]
  /** What it tells programs at `/` of a port where another dialect shows people a page. */
  readonly greeting?: object
  /** True when it is at the root of the native port too: its addresses and the native ones are never the same. */
  readonly isBesideNative?: boolean
  sockets?(mount: Mount): readonly SocketRoute[]
}
