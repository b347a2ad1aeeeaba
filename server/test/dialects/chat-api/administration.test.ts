import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { OWNER, askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let ask: TestServer['ask']
let admin: SignedIn

beforeAll(async () => {
  server = await openTestServer({
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['chat-api'] },
    ],
  })
  ask = askAt(server.doors[1]?.url ?? '', () => admin.accessToken)
  admin = await server.member('admin')
})
afterAll(() => server.close())

type User = { id: number; uuid: string; role: string; status: string; email: string }
const users = '/api/v1/admin/users'
const newUser = (email: string, role: string) => ({
  email,
  role,
  password: 'walks by river 7',
  full_name: 'Somebody New',
})
const logIn = (email: string, password = 'walks by river 7') =>
  ask('POST', '/api/v1/auth/login', { token: null, body: { email, password } })

test('an admin creates accounts up to their own rank, with the permissions of their roles', async () => {
  const agent = await ask<User>('POST', users, { body: newUser('agent@example.com', 'agent') })
  expect(agent.body).toMatchObject({
    role: 'agent',
    status: 'active',
    full_name: 'Somebody New',
    success: true,
  })
  const above = await ask('POST', users, { body: newUser('boss@example.com', 'admin') })
  expect(above.status).toBe(403)
  expect((await ask('POST', users, { body: newUser('agent@example.com', 'agent') })).body).toMatchObject({
    error: { code: 'VALIDATION_ERROR', message: '邮箱已被注册' },
  })
  const signedIn = await logIn('agent@example.com')
  expect(signedIn.body).toMatchObject({
    access_token: expect.any(String),
    token_type: 'bearer',
    expires_in: 3600,
    data: { user: { username: 'agent', name: 'Somebody New' }, permissions: ['user'] },
  })
  const token = String(signedIn.body.access_token)
  expect((await ask('GET', '/api/v1/admin/conversations', { token })).status).toBe(200)
  expect((await ask('GET', users, { token })).status).toBe(403)
  expect((await ask('GET', '/api/v1/admin/analytics/dashboard', { token })).status).toBe(403)

  const { id } = agent.body
  const raised = await ask<User>('PUT', `${users}/${id}`, {
    body: { role: 'supervisor', timezone: 'Europe/Rome' },
  })
  expect(raised.body).toMatchObject({ role: 'supervisor', timezone: 'Europe/Rome' })
  expect((await ask('GET', users, { token })).body).toMatchObject({ total: 3, pages: 1, data: { total: 3 } })
  expect((await ask('GET', `${users}?role=supervisor&search=agent@`, { token })).body).toMatchObject({
    users: [{ id, uuid: agent.body.uuid }],
  })
  expect((await ask('POST', users, { token, body: newUser('no@example.com', 'agent') })).status).toBe(403)

  expect((await ask('PUT', `${users}/${id}`, { body: {} })).body).toMatchObject({
    error: { message: '没有提供更新数据' },
  })
  expect((await ask('POST', `${users}/${id}/status?status=inactive`)).body).toMatchObject({
    status: 'inactive',
  })
  expect((await ask('GET', '/api/v1/auth/me', { token })).status).toBe(401)
  expect((await ask('PUT', `${users}/${id}/status`, { body: { status: 'active' } })).body).toMatchObject({
    status: 'active',
  })
  expect((await ask('POST', `${users}/${id}/status`, { body: { status: 'gone' } })).status).toBe(400)
  const reset = await ask('POST', `${users}/${id}/reset-password?new_password=another+walk+8`)
  expect(reset.body).toMatchObject({ success: true })
  expect((await logIn('agent@example.com', 'another walk 8')).status).toBe(200)
  expect((await ask('GET', `${users}/${id}/permissions`)).body).toMatchObject({
    data: { role: 'supervisor' },
  })
  expect(
    (await ask('PUT', `${users}/${id}/permissions`, { body: { permissions: ['message.send'] } })).body,
  ).toMatchObject({
    data: { role: 'agent' },
  })
  expect((await ask('GET', `${users}/stats`)).body).toMatchObject({
    total_users: 3,
    agent_count: 1,
    admin_count: 2,
  })
  expect((await ask('DELETE', `${users}/${id}`)).body).toMatchObject({ success: true })
  expect((await ask('GET', `${users}/${id}`)).body).toMatchObject({ error: { message: '用户不存在' } })
})

test('nobody locks themselves out, or resets the password of an equal rank', async () => {
  const { body } = await ask<User>('GET', '/api/v1/auth/me')
  expect((await ask('DELETE', `${users}/${body.id}`)).body).toMatchObject({
    error: { code: 'VALIDATION_ERROR' },
  })
  expect((await ask('POST', `${users}/${body.id}/status`, { body: { status: 'suspended' } })).status).toBe(
    400,
  )
  const other = await server.member('admin')
  const password = { new_password: 'another walk 9' }
  for (const named of [other.member.id, admin.member.id])
    expect((await ask('POST', `${users}/${named}/reset-password`, { body: password })).status).toBe(403)
  const owner = await server.ask('POST', `/v1/members/${other.member.id}/password`, {
    body: { newPassword: 'password' },
  })
  expect(owner.body).toMatchObject({ code: 'invalid_input' })
})

test('each person manages their own account, with one refresh token for a week', async () => {
  const { body } = await ask('POST', '/api/v1/auth/login', { token: null, body: OWNER })
  const { access_token, refresh_token } = body as Record<string, string>
  expect((await ask('GET', '/api/v1/auth/me', { token: refresh_token ?? '' })).status).toBe(401)
  const again = await ask('POST', '/api/v1/auth/refresh', { token: null, body: { refresh_token } })
  expect(again.body).toMatchObject({ refresh_token: null, token_type: 'bearer', data: { expires_in: 3600 } })
  expect((await ask('POST', '/api/v1/auth/refresh', { token: null, body: { refresh_token } })).status).toBe(
    200,
  )
  expect(
    (await ask('POST', '/api/v1/auth/refresh', { token: null, body: { refresh_token: access_token } }))
      .status,
  ).toBe(401)
  const fresh = await ask('POST', '/api/v1/auth/login', { token: null, body: OWNER })
  const token = String(fresh.body.access_token)
  expect(
    (await ask(`PUT`, '/api/v1/auth/me', { token, body: { full_name: 'The Owner' } })).body,
  ).toMatchObject({
    full_name: 'The Owner',
  })
  const wrong = { old_password: 'not this one 1', new_password: 'river walks 77' }
  expect((await ask('POST', '/api/v1/auth/change-password', { token, body: wrong })).body).toMatchObject({
    error: { message: '旧密码错误' },
  })
  const right = { old_password: OWNER.password, new_password: `${OWNER.password} 1` }
  expect((await ask('POST', '/api/v1/auth/change-password', { token, body: right })).body).toMatchObject({
    message: '密码修改成功',
  })
  expect((await ask('POST', '/api/v1/auth/logout', { token })).body).toMatchObject({ message: '登出成功' })
  expect((await ask('GET', '/api/v1/auth/me', { token })).status).toBe(401)
})

test('customers are stored, found, annotated and blocked', async () => {
  const base = '/api/v1/admin/customers'
  const { body } = await ask<{ id: number }>('POST', base, {
    body: { name: 'Vera Cust', email: 'vera@example.com' },
  })
  const one = `${base}/${body.id}`
  expect((await ask('PUT', one, { body: { phone: '123' } })).body).toMatchObject({
    name: 'Vera Cust',
    phone: '123',
  })
  expect((await ask('POST', `${one}/notes`, { body: { note: 'Kind.' } })).status).toBe(200)
  expect((await ask('POST', `${one}/block`)).body).toMatchObject({ status: 'blocked' })
  expect((await ask('GET', `${base}?keyword=Vera&status=blocked`)).body).toMatchObject({
    customers: [{ id: body.id, notes: [{ content: 'Kind.' }] }],
    total: 1,
  })
  expect((await ask('GET', `${one}/conversations`)).body).toMatchObject({ conversations: [], total: 0 })
  expect((await ask('POST', `${one}/block`, { body: { blocked: false } })).body).toMatchObject({
    status: 'active',
  })
  expect((await ask('DELETE', one)).status).toBe(200)
  expect((await ask('GET', `${base}/424242`)).body).toMatchObject({ error: { code: 'NOT_FOUND' } })
})

test('statistics are counted, and the server reports its health', async () => {
  const supervisor = await ask('GET', '/api/v1/admin/analytics/dashboard')
  expect(supervisor.body).toMatchObject({
    users: { total: expect.any(Number) },
    conversations: { total: 0 },
    messages: { total: 0 },
    data: { today: { messages: 0 }, this_week: { conversations: 0 } },
  })
  expect((await ask('GET', '/api/v1/admin/analytics/users')).body).toMatchObject({
    role_distribution: { admin: expect.any(Number) },
    recent_registrations: expect.any(Number),
  })
  const health = await ask('GET', '/health', { token: null })
  expect(health.body).toMatchObject({
    status: 'degraded',
    services: {
      database: { status: 'healthy' },
      redis: { main: { status: 'healthy' }, databases: { queue: {} } },
      ai_services: { status: 'unhealthy', dashscope: { configured: false } },
      system: { memory_percent: expect.any(Number) },
    },
  })
  expect((await ask('GET', '/', { token: null })).body).toMatchObject({ version: '1.0.0', health: '/health' })
  const metrics = await ask('GET', '/metrics', { token: null })
  expect(metrics.text).toMatch(/http_requests_total\{method="GET",endpoint="\/api\/v1\/admin\/users\/\{id\}"/)
  for (const name of [
    'chat_active_sessions',
    'ai_requests_total',
    'websocket_connections',
    'database_connections',
  ])
    expect(metrics.text).toContain(`# TYPE ${name} `)
  const docs = await ask('GET', '/docs', { token: null })
  expect(docs.text).toContain('<code>/api/v1/auth/login</code>')
  expect(docs.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('too many attempts are refused, with the remaining allowance before', async () => {
  const tries = []
  for (let at = 0; at < 6; at += 1) tries.push(await logIn('nobody@example.com'))
  expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
  expect(tries[0]?.headers.get('x-ratelimit-remaining')).toBe('4')
  expect(tries[0]?.body).toMatchObject({ success: false, error: { message: '邮箱或密码错误' } })
  expect(tries[5]?.body).toMatchObject({
    error: {
      code: 'RATE_LIMIT_EXCEEDED',
      details: { limit: 5, window: 60, current: 6, reset_time: expect.any(Number) },
    },
  })
  expect(Number(tries[5]?.headers.get('retry-after'))).toBeGreaterThan(0)
  const headers = tries[0]?.headers
  expect([headers?.get('server'), headers?.get('x-process-time') !== null]).toEqual(['Chat-API', true])
})
