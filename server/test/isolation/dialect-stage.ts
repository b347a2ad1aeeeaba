import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { dialects } from '#dialects/index.ts'
import { toHexId } from '#dialects/platform-114/hex-id.ts'
import type { Dialect } from '#dialects/dialect.ts'
import { openDoor } from '#entry/http.ts'
import { admitVisitor, createApiKey, findTenantId, openScope, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { createKnowledgeBase } from '#features/knowledge/index.ts'
import { type Permission, tenantPermissions } from '#kernel/permissions.ts'
import type { Scope } from '#kernel/scope.ts'
import { briefPause } from '#test/support/brief-pause.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { type Fingerprint, openFingerprints, tenantTables } from './fingerprint.ts'
import { settled } from './settled.ts'

const OLD = ['agentchat', 'platform-114', 'lingxi', 'chat-api', 'mini-chatbox']
const DAY_MS = 86_400_000
const SITE = 'https://shop.example.com'
/** Where a defect is planted that acts with an elevated scope for anybody. */
export const PLANTED = { dialect: 'chat-api', method: 'POST', url: '/compat/chat-api/planted/:id' }

export interface Caller {
  readonly called: string
  readonly token: string | null
  readonly permissions: ReadonlySet<Permission>
  /** Another token of the same kind, for what others do may have ended this one. */
  readonly renew?: () => Promise<string>
}
export interface Route {
  readonly dialect: string
  readonly method: string
  readonly url: string
}
export interface Told {
  /** The use-cases that the request completed. */
  readonly ran: readonly string[]
  readonly status: number
  readonly text: string
}

export interface DialectStage extends AsyncDisposable {
  readonly server: TestServer
  readonly url: string
  readonly system: Scope
  readonly owner: Scope
  readonly callers: readonly Caller[]
  readonly routes: readonly Route[]
  /** Moves the clock on: limits are counted by the minute, and each caller has minutes of their own. */
  nextMinute(): void
  ask(route: Route, caller: Caller, id: string): Promise<Told>
  /** What completed while something else was done. */
  during<R>(run: () => Promise<R>): Promise<{ ran: string[]; result: R }>
  /** What a tenant has, once all work for it is done. */
  look(tenantId: string): Promise<Fingerprint>
}

/** Every name by which a body of theirs calls something, so that as many as can be are taken. */
const body = (conversation: string) => ({
  message: 'Hello',
  content: 'Hello',
  text: 'Hello',
  title: 'Hello',
  name: `n${randomUUID()}`,
  full_name: 'New Name',
  role: 'assistant',
  source: 'user',
  type: 'text',
  messages: [{ role: 'user', content: 'Hello' }],
  sessionId: `s${randomUUID()}`,
  session_id: conversation,
  user_id: 'u',
  agent_type: 'ai',
  status: 'active',
  sourceType: 'x',
  query: 'hours',
  summaryText: 'x',
  memorySummary: 'x',
  data: 1,
  windowStart: 0,
  windowEnd: 1,
  tokenCount: 1,
  keepRecentCount: 0,
  chunk_size: 400,
  parameters: {},
  personality_prompt: 'Be kind.',
  suggested_personality: 'Be kind.',
  is_private: true,
  description: 'x',
  plan: 'x',
})

/** Every dialect of an older system behind one door, everybody who may knock there, and what they can ask for. */
export async function openDialectStage(): Promise<DialectStage> {
  let minutes = 0
  const server = await openTestServer({
    now: () => new Date(Date.now() + minutes * 60_000),
    // Each cell is a minute, and nobody's token may end before the last one: it would be refused for that alone.
    settings: { accessTokenLifetimeMs: 3_650 * DAY_MS },
    ports: { pause: briefPause },
  })
  const { app } = server
  const routes: Route[] = []
  const listener = { port: 0, dialects: ['native'] }
  const config = { ...app.config, listeners: [listener] }
  const door = await openDoor(app, config, listener, noticing(routes))
  const system = systemScope(app, await findTenantId(app, null), visit())
  const owner = await openScope(app, { token: server.owner }, visit())
  const callers = await makeCallers(server, system, owner)
  const files = join(app.config.dataDirectory, 'files')
  mkdirSync(files, { recursive: true })
  const fingerprint = openFingerprints(app, await tenantTables(app), files)

  const during: DialectStage['during'] = async (run) => {
    const ran: string[] = []
    const count = vi.spyOn(app.metrics, 'count').mockImplementation((metric, labels = {}) => {
      if (metric === 'parley_use_cases_total' && labels.outcome === 'ok') ran.push(String(labels.use_case))
    })
    const result = await run().finally(() => count.mockRestore())
    return { ran, result }
  }

  return {
    server,
    url: door.url,
    system,
    owner,
    callers,
    routes,
    nextMinute: () => void (minutes += 1),
    during,
    async ask(route, { token }, id) {
      const path = pathOf(route, id, toHexId(owner.tenantId))
      const { ran, result } = await during(() => request(door.url + path, route, token, id))
      return { ran, ...result }
    },
    async look(tenantId) {
      await settled(app)
      return fingerprint(tenantId)
    },
    async [Symbol.asyncDispose]() {
      await door.close()
      await server.close()
    },
  }
}

/** The dialects, of which each route of an older system is written down, and one with a defect. */
const noticing = (routes: Route[]): Dialect[] =>
  dialects.map((dialect) => ({
    ...dialect,
    routes(http, mount) {
      http.addHook('onRoute', ({ method, url: path }) => {
        if (!OLD.includes(dialect.name) || path.includes('test-stream')) return
        for (const one of [method].flat())
          if (!['HEAD', 'OPTIONS'].includes(one) && path !== PLANTED.url)
            routes.push({ dialect: dialect.name, method: one, url: path })
      })
      if (dialect.name === PLANTED.dialect)
        http.post('/planted/:id', async (call, reply) => {
          const tenantId = await findTenantId(mount.app, 'main')
          await createKnowledgeBase(systemScope(mount.app, tenantId, visit()), { name: call.id })
          return reply.send({ success: true })
        })
      return dialect.routes(http, mount)
    },
  }))

async function makeCallers({ app, ...server }: TestServer, system: Scope, owner: Scope): Promise<Caller[]> {
  const named = async (called: string, token: string): Promise<Caller> => {
    const { actor } = await openScope(app, { token }, visit())
    return { called, token, permissions: actor.permissions }
  }
  const newVisitor = async () =>
    (await admitVisitor(system, { externalId: randomUUID(), name: 'Vera' })).token
  const widget = await server.ask<{ key: string }>('POST', '/v1/widgets', {
    body: { name: 'Shop', allowedOrigins: [SITE] },
  })
  const openVisitorSession = async () => {
    const { body: made } = await server.ask<{ token: string }>(
      'POST',
      `/v1/widget/${widget.body.key}/visitor-sessions`,
      {
        token: null,
        headers: { origin: SITE },
        body: {},
      },
    )
    return made.token
  }
  const keys = []
  for (const permission of tenantPermissions) {
    const scopes = [...new Set([permission, 'profile:read'])]
    const { secret } = await createApiKey(owner, { name: permission, scopes })
    keys.push(await named(`a key for ${permission}`, secret))
  }
  const member = async (role: 'admin' | 'operator' | 'end_user') =>
    named(role, (await server.member(role)).accessToken)
  return [
    await named('owner', server.owner),
    await member('admin'),
    await member('operator'),
    await member('end_user'),
    { ...(await named('visitor', await newVisitor())), renew: newVisitor },
    { ...(await named('visitor session', await openVisitorSession())), renew: openVisitorSession },
    { called: 'nobody', token: null, permissions: new Set<Permission>(['public']) },
    ...keys,
  ]
}

/** The id stands for the last parameter; a tenant before it is the callers' own. */
const pathOf = ({ url }: Route, id: string, tenantId: string) =>
  url.replace(/:tenantId(?=\/.*:)/, tenantId).replaceAll(/:\w+(\([^)]*\))?/g, id)

async function request(url: string, route: Route, token: string | null, id: string) {
  const hasBody = !['GET', 'DELETE'].includes(route.method)
  const isUpload = /upload|ingest\/file|chat-file/.test(route.url)
  const form = new FormData()
  form.set('file', new File(['We never close.'], 'hours.md'))
  const response = await fetch(url, {
    method: route.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(hasBody && !isUpload && { 'content-type': 'application/json' }),
    },
    ...(hasBody && { body: isUpload ? form : JSON.stringify(body(id)) }),
    signal: AbortSignal.timeout(20_000),
  }).catch(() => null)
  return { status: response?.status ?? 0, text: (await response?.text().catch(() => '')) ?? '' }
}
