import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import fastifyMultipart from '@fastify/multipart'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Dialect } from '#dialects/dialect.ts'
import { FIELD_BYTES_MAX, faultOf } from '#dialects/kit/http-answer.ts'
import { sendFault } from '#dialects/native/index.ts'
import { countAddress } from '#features/access/index.ts'
import { asFault, Fault } from '#kernel/fault.ts'
import { trustedProxies } from '#platform/http/trusted-proxies.ts'
import type { OpenApplication } from '#server/app.ts'
import type { Config, Listener } from '#server/config.ts'
import { serveNotFoundPage, serveConsole } from './console.ts'
import { compressAnswers } from './compress.ts'
import { allowOrigins } from './cors.ts'
import { readJsonBodies } from './json-body.ts'
import { countOpen, countRequests } from './measure-http.ts'
import { addMetrics } from './metrics-page.ts'
import { mostConnections } from './most-connections.ts'
import { limitOutstanding } from './limit-outstanding.ts'
import { mountDialects } from './mount-dialects.ts'
import { addHealth } from './readiness.ts'
import { ownHosts, refuseForeignHosts } from './own-hosts.ts'
import { serveSockets } from './websocket.ts'
import { serveWidget } from './widget.ts'

const JSON_LIMIT_BYTES = 4 * 1_048_576
const REQUEST_TIMEOUT_MS = 120_000
const HEADERS_TIMEOUT_MS = 10_000
/**
 * How often expired requests are checked for; the engine's default of half a minute would be three times the first
 * limit.
 */
const LOOK_FOR_LATE_MS = 2_000

/** An open port. */
export interface Door {
  readonly url: string
  readonly listener: Listener
  close(): Promise<void>
}

/** Opens one port: its dialects at the root, and on the native one all others below /compat. */
export async function openDoor(
  app: OpenApplication,
  config: Config,
  listener: Listener,
  dialects: readonly Dialect[],
): Promise<Door> {
  const isTrusted = trustedProxies(config.trustedProxies)
  const http = fastify({
    loggerInstance: app.log as never,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: JSON_LIMIT_BYTES,
    trustProxy: isTrusted,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { connectionsCheckingInterval: LOOK_FOR_LATE_MS },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    // An address that cannot be routed belongs to no dialect.
    frameworkErrors: (_error, request, reply) =>
      void sendFault(new Fault('invalid_input', 'This is not a valid URL.'), request, reply),
  }) as unknown as FastifyInstance
  http.server.headersTimeout = HEADERS_TIMEOUT_MS
  http.server.maxConnections = mostConnections()
  readJsonBodies(http, JSON_LIMIT_BYTES)
  await http.register(fastifyMultipart, {
    limits: {
      fileSize: config.settings.uploadLimitBytes + 1,
      files: 1,
      fieldSize: FIELD_BYTES_MAX,
      fields: 20,
      headerPairs: 50,
    },
  })
  const judgeHost = ownHosts(config)
  refuseForeignHosts(http, judgeHost)
  allowOrigins(http, config.allowedOrigins)
  await compressAnswers(http)
  limitOutstanding(http)
  addHeaders(http)
  limitAddresses(http, app)
  if (app.traces) (await import('./trace-http.ts')).traceRequests(http, app.traces)
  countRequests(http, app.metrics)
  addHealth(http, app, config.dataDirectory)

  const isNative = listener.dialects.includes('native')
  if (isNative) serveNotFoundPage(http)
  const sockets = await mountDialects(http, app, config, listener, dialects)
  if (isNative || listener.dialects.length === 0) addMetrics(http, app, config)
  if (isNative) {
    await serveConsole(http)
    await serveWidget(http, app)
  }

  const open = serveSockets(http.server, sockets, {
    judgeHost,
    allowedOrigins: config.allowedOrigins,
    isTrusted,
    secondsToWait: (address) => secondsToWait(app, address),
  })
  const stopCounting = countOpen(http, open, app.metrics)
  await http.listen({ host: config.host, port: listener.port })
  const { port } = http.server.address() as AddressInfo
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    listener,
    async close() {
      stopCounting()
      open.close()
      await http.close()
    },
  }
}

/** Health checks and metrics, which are never refused. */
const exempt: ReadonlySet<string | undefined> = new Set(['/healthz', '/readyz', '/metrics'])

/** Refuses too many requests from one address, in the format of the dialect that was called. */
function limitAddresses(http: FastifyInstance, app: OpenApplication) {
  http.setErrorHandler((error, request, reply) => sendFault(faultOf(error, request), request, reply))
  http.addHook('onRequest', async (request) => {
    if (!exempt.has(request.routeOptions.url)) countAddress(app, request.ip)
  })
}

/** Counts a call; null if it is allowed. */
function secondsToWait(app: OpenApplication, address: string): number | null {
  try {
    countAddress(app, address)
    return null
  } catch (error) {
    return asFault(error).retryAfterSeconds ?? 1
  }
}

/** Headers of every response. */
function addHeaders(http: FastifyInstance) {
  http.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    if (request.headers.authorization !== undefined) reply.header('cache-control', 'no-store')
  })
}
