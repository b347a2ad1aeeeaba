import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { dialects } from '#dialects/index.ts'
import { openDoor } from '#entry/http.ts'
import { admitVisitor, createApiKey, findTenantId, openScope, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { type Permission, tenantPermissions } from '#kernel/permissions.ts'
import { useCases } from '#server/app/features.ts'
import { signedInForLong } from '#test/support/open-test-app.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const OLD = ['agentchat', 'platform-114', 'lingxi', 'chat-api', 'mini-chatbox']
const SITE = 'https://shop.example.com'

/**
 * What a dialect lends: whoever may do the first does the second there, which they may not natively. Each stands, with
 * its place, in the list of hands that a rule holds.
 */
const lent: readonly [dialect: string, asked: Permission, may: Permission][] = [
  ['lingxi', 'conversation:read', 'agent:read'],
  ['lingxi', 'conversation:read', 'agent:write'],
  ['lingxi', 'conversation:write', 'agent:write'],
  ['chat-api', 'conversation:read', 'desk:read'],
  ['mini-chatbox', 'conversation:read', 'knowledge:search'],
  ['mini-chatbox', 'conversation:read', 'usage:read'],
  ['mini-chatbox', 'message:send', 'conversation:write'],
  ['mini-chatbox', 'knowledge:search', 'knowledge:read'],
  ['mini-chatbox', 'knowledge:write', 'agent:read'],
  ['mini-chatbox', 'knowledge:write', 'agent:write'],
  ['mini-chatbox', 'knowledge:write', 'knowledge:read'],
  ['mini-chatbox', 'model:manage', 'agent:read'],
  ['mini-chatbox', 'model:manage', 'agent:write'],
  ['mini-chatbox', 'model:manage', 'knowledge:read'],
  ['mini-chatbox', 'model:manage', 'knowledge:write'],
  ['mini-chatbox', 'completion:create', 'agent:read'],
  ['mini-chatbox', 'completion:create', 'agent:write'],
  ['mini-chatbox', 'tool:use', 'tool:manage'],
  ['mini-chatbox', 'tool:use', 'agent:read'],
  ['mini-chatbox', 'tool:manage', 'agent:read'],
  ['mini-chatbox', 'tool:manage', 'agent:write'],
  ['mini-chatbox', 'tool:manage', 'tool:use'],
]

interface Caller {
  readonly called: string
  readonly token: string | null
  readonly permissions: ReadonlySet<Permission>
}
interface Route {
  readonly dialect: string
  readonly method: string
  readonly url: string
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

let server: TestServer
let url: string
let close: () => Promise<void>
let minutes = 0
let callers: Caller[]
const routes: Route[] = []
const permissionOf = new Map(useCases.map(({ name, permission }) => [name, permission]))

beforeAll(async () => {
  // Limits are counted by the minute; each caller has minutes of their own.
  server = await openTestServer({
    now: () => new Date(Date.now() + minutes * 60_000),
    settings: signedInForLong,
  })
  const noticing = dialects.map((dialect) => ({
    ...dialect,
    routes(...[http, mount]: Parameters<typeof dialect.routes>) {
      http.addHook('onRoute', ({ method, url: path }) => {
        if (!OLD.includes(dialect.name) || path.includes('test-stream')) return
        for (const one of [method].flat())
          if (!['HEAD', 'OPTIONS'].includes(one))
            routes.push({ dialect: dialect.name, method: one, url: path })
      })
      return dialect.routes(http, mount)
    },
  }))
  const listener = { port: 0, dialects: ['native'] }
  const door = await openDoor(server.app, { ...server.app.config, listeners: [listener] }, listener, noticing)
  url = door.url
  close = () => door.close()
  callers = await makeCallers()
}, 120_000)
afterAll(async () => {
  await close()
  await server.close()
})

async function makeCallers(): Promise<Caller[]> {
  const { app, owner } = server
  const named = async (called: string, token: string): Promise<Caller> => {
    const { actor } = await openScope(app, { token }, visit())
    return { called, token, permissions: actor.permissions }
  }
  const system = systemScope(app, await findTenantId(app, null), visit())
  const visitor = await admitVisitor(system, { externalId: randomUUID(), name: 'Vera' })
  const widget = await server.ask<{ key: string }>('POST', '/v1/widgets', {
    body: { name: 'Shop', allowedOrigins: [SITE] },
  })
  const pass = await server.ask<{ token: string }>('POST', `/v1/widget/${widget.body.key}/passes`, {
    token: null,
    headers: { origin: SITE },
    body: {},
  })
  const ownersScope = await openScope(app, { token: owner }, visit())
  const keys = []
  for (const permission of tenantPermissions) {
    const scopes = [...new Set([permission, 'profile:read'])]
    const { secret } = await createApiKey(ownersScope, { name: permission, scopes })
    keys.push(await named(`a key for ${permission}`, secret))
  }
  const member = async (role: 'admin' | 'operator' | 'end_user') =>
    named(role, (await server.member(role)).accessToken)
  return [
    await named('owner', owner),
    await member('admin'),
    await member('operator'),
    await member('end_user'),
    await named('visitor', visitor.token),
    await named('widget pass', pass.body.token),
    { called: 'nobody', token: null, permissions: new Set<Permission>(['public']) },
    ...keys,
  ]
}

/** What use-cases a request completed. */
async function done(route: Route, { token }: Caller, id: string): Promise<string[]> {
  const found: string[] = []
  const count = vi.spyOn(server.app.metrics, 'count').mockImplementation((metric, labels = {}) => {
    if (metric === 'parley_use_cases_total' && labels.outcome === 'ok') found.push(String(labels.use_case))
  })
  const path = route.url.replaceAll(/:\w+(\([^)]*\))?/g, id)
  const hasBody = !['GET', 'DELETE'].includes(route.method)
  const isUpload = /upload|ingest\/file|chat-file/.test(route.url)
  const form = new FormData()
  form.set('file', new File(['We never close.'], 'hours.md'))
  const response = await fetch(url + path, {
    method: route.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(hasBody && !isUpload && { 'content-type': 'application/json' }),
    },
    ...(hasBody && { body: isUpload ? form : JSON.stringify(body(id)) }),
    signal: AbortSignal.timeout(20_000),
  }).catch(() => null)
  await response?.text().catch(() => '')
  count.mockRestore()
  return found
}

/** Of those, what the caller may not do natively and no listed place lends them. */
function excess(
  { dialect, method, url: path }: Route,
  caller: Caller,
  useCaseNames: readonly string[],
): string[] {
  const { permissions, called } = caller
  return [...new Set(useCaseNames)].flatMap((name) => {
    const needed = permissionOf.get(name)
    if (needed === undefined || needed === 'internal' || permissions.has(needed)) return []
    const isLent = lent.some(
      ([where, asked, may]) => where === dialect && may === needed && permissions.has(asked),
    )
    return isLent || needed === 'public' ? [] : [`${called}: ${method} ${path} ran ${name} (${needed})`]
  })
}

const isOtherSpelling = (path: string) =>
  (path.includes('/mini-chatbox/') && path.endsWith('/')) || /\/api\/(?:conversation|api)(?:\/|$)/.test(path)

/** Whoever signs out, or shuts somebody out, is asked for nothing more. */
const endsIt = /logout|change-password|reset-password|\/users\/|\/v1\/tenants\/:tenantId$|settings\/reset/

test('no dialect does for a caller what they may not do natively, but where it is listed', async () => {
  const asked = routes.filter(
    ({ url: path, method }) => !endsIt.test(path) && path !== '*' && method !== 'TRACE',
  )
  expect(asked.length).toBeGreaterThan(100)
  const found: string[] = []
  let cells = 0
  for (const caller of callers) {
    const isKey = caller.called.startsWith('a key')
    for (const route of asked) {
      minutes += 1
      // Keys are many: for them one of several spellings of an address is enough.
      if (isKey && isOtherSpelling(route.url)) continue
      found.push(...excess(route, caller, await done(route, caller, '1')))
      cells += 1
    }
  }
  console.log(`isolation matrix: ${cells} cells`)
  expect(found).toEqual([])
}, 1_200_000)

test('a use-case that ran without its permission is noticed', () => {
  const nobody = callers.find(({ called }) => called === 'nobody')
  if (!nobody) throw new Error('There is nobody.')
  const route = { dialect: 'platform-114', method: 'POST', url: '/upload' }
  expect(excess(route, nobody, ['document.add', 'sign-in.log-in'])).toEqual([
    'nobody: POST /upload ran document.add (knowledge:write)',
  ])
})
