import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { toolsFor } from '#features/tools/index.ts'
import { type AuthorizationServer, startAuthorizationServer } from '#test/support/authorization-server.ts'
import { joinTestServer } from '#test/support/join-test-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let other: AuthorizationServer
let server: TestServer
let names = 0

beforeAll(async () => {
  other = await startAuthorizationServer()
  server = await openTestServer({
    env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*', PARLEY_PUBLIC_URL: 'https://parley.example' },
  })
})
afterAll(async () => {
  await server.close()
  await other.close()
})
beforeEach(() => {
  for (const key of ['issuer', 'resource', 'tokenEndpoint', 'client'] as const) delete other.says[key]
  Object.assign(other.says, { expiresIn: 3_600, refuses: false })
  other.grants.length = 0
})

async function add(facts: object = {}) {
  const name = `safe-${(names += 1)}`
  const { body, status, text } = await server.ask<ToolServer>('POST', '/v1/tool-servers', {
    body: { name, url: other.url, auth: 'oauth', ...facts },
  })
  expect(status, text).toBe(201)
  return body
}
const begin = (id: string, token?: string) =>
  server.ask<{ page: string }>('POST', `/v1/tool-servers/${id}/sign-in`, token === undefined ? {} : { token })
const finish = (body: object, token?: string) =>
  server.ask<ToolServer>('POST', '/v1/tool-sign-ins', { body, ...(token !== undefined && { token }) })

async function signedIn(facts: object = {}) {
  const made = await add(facts)
  const { body, text } = await begin(made.id)
  expect(body.page, text).toContain('/authorize?')
  const done = await finish(await other.agree(body.page))
  expect(done.body, done.text).toMatchObject({ isSignedIn: true, state: 'ready', toolCount: 1 })
  return { ...made, page: new URL(body.page) }
}

async function callOpen(name: string, { app }: TestServer = server, signal = new AbortController().signal) {
  const tenantId = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
  const scope = systemScope(app, tenantId, visit({ signal }))
  const [tool] = await toolsFor(scope, app.ports, { tools: [`mcp:${name}:open`] })
  return tool?.call({}, { idempotencyKey: 'k', signal })
}
const opened = { output: 'It is open.', isError: false }

test('a sign-in uses PKCE, for one resource, and returns to this server', async () => {
  const { name, page } = await signedIn()
  expect(Object.fromEntries(page.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    resource: other.url,
    redirect_uri: 'https://parley.example/settings/tools',
  })
  expect(other.grants.map((grant) => grant.get('resource'))).toEqual([other.url])
  expect(await callOpen(name)).toEqual({ output: 'It is open.', isError: false })
  const all = (await server.ask('GET', '/v1/tool-servers')).text
  const tenants = await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')
  const kept = await server.app.database.read(tenants.body.tenant.id, (tx) =>
    tx.selectFrom('tool_server_credentials').selectAll().execute(),
  )
  expect(all + JSON.stringify(kept)).not.toMatch(/[ar]t-[0-9a-f]{8}-/)
})

test('a manually registered client is used with its secret, without registration', async () => {
  other.says.client = 'by-hand:swordfish'
  const { id, name, page } = await signedIn({ clientId: 'by-hand', clientSecret: 'swordfish' })
  expect(page.searchParams.get('client_id')).toBe('by-hand')
  expect(await callOpen(name)).toEqual(opened)
  expect((await server.ask('GET', `/v1/tool-servers/${id}`)).text).not.toContain('swordfish')
  // Without one nobody signs in there, and with another secret it is refused.
  expect((await begin((await add()).id)).status).toBe(502)
  await server.ask('PATCH', `/v1/tool-servers/${id}`, { body: { clientSecret: 'guessed' } })
  const again = await finish(await other.agree((await begin(id)).body.page))
  expect([again.status, again.body]).toMatchObject([502, { reason: 'refused' }])
})

test('a state works once, and only for the member who started', async () => {
  const made = await add({ isPersonal: true })
  const { accessToken: token } = await server.member('admin')
  const came = await other.agree((await begin(made.id)).body.page)
  expect((await finish(came, token)).status).toBe(404)
  expect((await finish({ ...came, state: 'another' })).status).toBe(404)
  expect((await finish(came)).status).toBe(200)
  expect((await finish(came)).status).toBe(404)
})

test('each member signs in separately on a server with personal sign-ins', async () => {
  const made = await signedIn({ isPersonal: true })
  const { accessToken: token } = await server.member('end_user')
  const { body } = await server.ask<{ items: ToolServer[] }>('GET', '/v1/tool-servers', { token })
  expect(body.items.find(({ id }) => id === made.id)).toMatchObject({ isSignedIn: false })
  const came = await other.agree((await begin(made.id, token)).body.page)
  expect((await finish(came, token)).body.isSignedIn).toBe(true)
})

test('only tool managers sign in for everyone', async () => {
  const made = await add()
  const { accessToken: token } = await server.member('operator')
  expect((await begin(made.id, token)).status).toBe(403)
})

test.each([
  ['another issuer', { issuer: 'https://elsewhere.example' }],
  ['another resource', { resource: 'https://elsewhere.example/mcp' }],
])('metadata of %s are not trusted', async (_, says) => {
  Object.assign(other.says, says)
  const { status, body } = await begin((await add()).id)
  expect([status, body]).toMatchObject([502, { code: 'upstream_failed' }])
  expect(other.grants).toEqual([])
})

test('metadata that lead to internal addresses are not followed', async () => {
  other.says.tokenEndpoint = 'https://10.0.0.1/token'
  const made = await add()
  const { body } = await begin(made.id)
  const done = await finish(await other.agree(body.page))
  expect([done.status, done.text]).toMatchObject([502, expect.stringContaining('private network')])
})

test('a response naming another issuer is refused before its code is used', async () => {
  const { body } = await begin((await add()).id)
  const came = await other.agree(body.page)
  expect((await finish({ ...came, issuer: 'https://elsewhere.example' })).status).toBe(502)
  expect(other.grants).toEqual([])
})

test('of many calls with an expired sign-in, one renews it', async () => {
  other.says.expiresIn = 1
  const { name } = await signedIn()
  const before = other.grants.length
  other.says.expiresIn = 3_600
  other.hold()
  const calls = Promise.all(Array.from({ length: 8 }, () => callOpen(name)))
  await expect.poll(() => other.grants.length).toBeGreaterThan(before)
  other.release()
  expect(await calls).toEqual(Array.from({ length: 8 }, () => ({ output: 'It is open.', isError: false })))
  expect(other.grants.slice(before).map((grant) => grant.get('grant_type'))).toEqual(['refresh_token'])
})

/** Two processes need a database that both can open. */
const hasServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined

test.runIf(hasServer)('of two processes with an expired sign-in, one renews it', async () => {
  other.says.expiresIn = 1
  const { name } = await signedIn()
  await using second = await joinTestServer(server)
  const before = other.grants.length
  other.says.expiresIn = 3_600
  other.hold()
  const calls = Promise.all([server, second, server, second].map((process) => callOpen(name, process)))
  await expect.poll(() => other.grants.length).toBeGreaterThan(before)
  other.release()
  expect(await calls).toEqual([opened, opened, opened, opened])
  expect(await Promise.all([callOpen(name), callOpen(name, second)])).toEqual([opened, opened])
  expect(other.grants.slice(before).map((grant) => grant.get('grant_type'))).toEqual(['refresh_token'])
})

test('a caller who disconnects during a renewal affects nobody', async () => {
  other.says.expiresIn = 1
  const { name } = await signedIn()
  const before = other.grants.length
  other.says.expiresIn = 3_600
  other.hold()
  const leaving = new AbortController()
  const left = callOpen(name, server, leaving.signal)
  left.catch(() => {})
  await expect.poll(() => other.grants.length).toBeGreaterThan(before)
  leaving.abort()
  other.release()
  expect(await callOpen(name)).toEqual(opened)
  expect(other.grants).toHaveLength(before + 1)
})

test('a sign-in that can no longer be renewed is reported, and can be repeated', async () => {
  other.says.expiresIn = 1
  const { id, name } = await signedIn()
  other.says.refuses = true
  await expect(callOpen(name)).rejects.toMatchObject({ reason: 'sign-in' })
  const { body } = await server.ask<{ server: ToolServer }>('GET', `/v1/tool-servers/${id}`)
  expect(body.server.isSignedIn).toBe(false)
  Object.assign(other.says, { refuses: false, expiresIn: 3_600 })
  expect((await finish(await other.agree((await begin(id)).body.page))).body.isSignedIn).toBe(true)
  expect(await callOpen(name)).toMatchObject({ isError: false })
})
