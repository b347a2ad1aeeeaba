import { freemem, loadavg, availableParallelism, totalmem } from 'node:os'
import { statfs } from 'node:fs/promises'
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { readServerStatus } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Mount } from '../dialect.ts'
import { enterAnonymously } from '../kit/visit.ts'
import { describeRoutes, docsPage } from './docs.ts'
import { observe, renderMetrics, set } from './metrics.ts'
import { nextStamp } from './stamps.ts'

const VERSION = '1.0.0'
const HIGH_PERCENT = 90
const DOCS_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const greeting = {
  message: 'Chat API is running',
  version: VERSION,
  docs: '/docs',
  health: '/health',
}

/** The server's status. An address of another dialect on the same port takes precedence. */
export function systemRoutes(
  http: FastifyInstance,
  { app, refuseMetrics }: Pick<Mount, 'app' | 'refuseMetrics'>,
) {
  const describe = describeRoutes(http, VERSION)
  const add = (url: string, handler: RouteHandlerMethod) => {
    if (!http.hasRoute({ method: 'GET', url: http.prefix + url })) http.get(url, handler)
  }
  add('/', () => greeting)
  add('/health', (request) => examine(app, request))
  add('/metrics', async (request, reply) => {
    refuseMetrics(request)
    await lookAtDatabase(app, request)
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(renderMetrics(app))
  })
  add('/openapi.json', () => describe())
  for (const path of ['/docs', '/redoc'])
    add(path, (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', DOCS_POLICY)
        .send(docsPage(describe())),
    )
}

/** Whether the database responds, and in how many milliseconds. */
async function lookAtDatabase(app: Application, request: FastifyRequest) {
  const began = performance.now()
  let answers = true
  try {
    await readServerStatus(enterAnonymously(app, request), {})
  } catch {
    answers = false
  }
  const tookMs = performance.now() - began
  if (answers) observe(app, 'database_query_duration_seconds', tookMs / 1_000, { operation: 'ping' })
  set(app, 'database_connections', answers ? 1 : 0, { state: 'answering' })
  return { answers, tookMs: round(tookMs) }
}

const round = (value: number) => Math.round(value * 100) / 100

async function examine(app: Application, request: FastifyRequest) {
  const began = performance.now()
  const [{ answers, tookMs }, system, ai] = await Promise.all([
    lookAtDatabase(app, request),
    lookAtSystem(),
    lookAtModels(app),
  ])
  const database = answers ? 'healthy' : 'unhealthy'
  const stores = { status: database, response_time_ms: tookMs }
  const isWell = answers && ai.status === 'healthy' && system.status === 'healthy'
  return {
    status: !answers ? 'unhealthy' : isWell ? 'healthy' : 'degraded',
    service: 'Chat API',
    version: VERSION,
    timestamp: nextStamp(),
    services: {
      database: { ...stores, type: app.database.kind === 'embedded' ? 'embedded' : 'postgresql' },
      // What they kept in Redis is in the database here.
      redis: {
        ...stores,
        databases: Object.fromEntries(['main', 'session', 'cache', 'queue'].map((name) => [name, stores])),
        main: stores,
      },
      ai_services: ai,
      system,
      check_time_ms: round(performance.now() - began),
    },
  }
}

/** The connected models. Without any, the offline model answers from documents, which is not a service. */
function lookAtModels({ ports }: Application) {
  const ids = ports.models.list().map(({ id }) => id)
  const of = (name: string) => {
    const configured = ids.some((id) => id.startsWith(name))
    return { configured, status: configured ? 'healthy' : 'not_configured' }
  }
  const isConnected = ids.some((id) => !id.startsWith('offline'))
  return {
    status: isConnected ? 'healthy' : 'unhealthy',
    dashscope: of('dashscope'),
    openai: of('openai'),
    ...(!isConnected && { error: '没有配置AI服务' }),
  }
}

async function lookAtSystem() {
  const cpu = round(Math.min(100, ((loadavg()[0] ?? 0) / availableParallelism()) * 100))
  const memory = round((1 - freemem() / totalmem()) * 100)
  const disk = await statfs('/').then(
    ({ blocks, bavail }) => round((1 - bavail / Math.max(1, blocks)) * 100),
    () => null,
  )
  const high: [name: string, percent: number | null][] = [
    ['CPU', cpu],
    ['memory', memory],
    ['disk', disk],
  ]
  const warnings = high
    .filter(([, percent]) => percent !== null && percent > HIGH_PERCENT)
    .map(([name, percent]) => `${name}: ${percent}%`)
  return {
    status: warnings.length > 0 ? 'warning' : 'healthy',
    cpu_percent: cpu,
    memory_percent: memory,
    disk_percent: disk,
    warnings,
  }
}
