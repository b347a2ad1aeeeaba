import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Dialect, Mount, SocketRoute } from '#dialects/dialect.ts'
import type { OpenApplication } from '#server/app.ts'
import type { Config, Listener } from '#server/config.ts'
import { refuseMetrics } from './metrics-rights.ts'

interface Mounted {
  dialect: Dialect
  prefix: string
  mount: Mount
}

/** Mounts a port's dialects at its root, and on the native one all others below /compat. Returns their sockets. */
export async function mountDialects(
  http: FastifyInstance,
  app: OpenApplication,
  config: Config,
  listener: Listener,
  dialects: readonly Dialect[],
): Promise<SocketRoute[]> {
  const isNative = listener.dialects.includes('native')
  const named = listener.dialects.map((name) => requireDialect(dialects, name))
  const besides = dialects.filter((one) => isNative && one.isBesideNative && !named.includes(one))
  const shared = { app, refuseMetrics: (request: FastifyRequest) => refuseMetrics(request, config) }
  const atRoot: Mounted[] = [...named, ...besides].map((dialect) => ({
    dialect,
    prefix: '',
    mount: { ...shared, isOwnPort: dialect.name !== 'native' && named.includes(dialect) },
  }))
  const isAnywhere = (name: string) => config.listeners.some((other) => other.dialects.includes(name))
  const below: Mounted[] = dialects
    .filter(({ name }) => isNative && name !== 'native')
    .map((dialect) => ({
      dialect,
      prefix: `/compat/${dialect.name}`,
      mount: { ...shared, isOwnPort: isAnywhere(dialect.name) },
    }))

  const greeter = atRoot.length > 1 ? atRoot.find(({ dialect }) => dialect.greeting) : undefined
  if (greeter) greetPrograms(http, greeter.dialect.greeting ?? {})
  for (const [at, mounted] of atRoot.entries()) await mountOne(http, mounted, at === 0)
  for (const mounted of below) await mountOne(http, mounted, true)
  return [...atRoot, ...below].flatMap(({ dialect, prefix, mount }) =>
    (dialect.sockets?.(mount) ?? []).map((socket) => ({ ...socket, path: prefix + socket.path })),
  )
}

/** The page at `/` is for browsers, which request HTML; programs get the response of their dialect. */
function greetPrograms(http: FastifyInstance, greeting: object) {
  http.addHook('onRequest', async (request, reply) => {
    const isHome = request.method === 'GET' && request.url.split('?')[0] === '/'
    if (isHome && !(request.headers.accept ?? '').includes('text/html')) await reply.send(greeting)
  })
}

/** Each dialect has its own context, so that its hooks, parsers and error handlers are its own too. */
const mountOne = (http: FastifyInstance, { dialect, prefix, mount }: Mounted, isFirst: boolean) =>
  http.register(
    async (inner) => {
      inner.setErrorHandler((error, request, reply) => dialect.sendError(error, request, reply))
      await dialect.routes(inner, mount)
      // A prefix can have only one such handler; dialects that share it answer by routes for what is certainly theirs.
      if (isFirst) inner.setNotFoundHandler((request, reply) => dialect.sendNotFound(request, reply))
      else for (const url of dialect.territory ?? []) claim(inner, url, dialect)
    },
    { prefix },
  )

function claim(inner: FastifyInstance, url: string, dialect: Dialect) {
  const method = inner.supportedMethods.filter((one) => !inner.hasRoute({ method: one, url }))
  inner.route({ method, url, handler: (request, reply) => dialect.sendNotFound(request, reply) })
}

function requireDialect(dialects: readonly Dialect[], name: string): Dialect {
  const found = dialects.find((dialect) => dialect.name === name)
  if (!found) throw new Error(`PARLEY_LISTEN: there is no dialect named ${name}`)
  return found
}
