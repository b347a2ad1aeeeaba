import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChildServer } from '#test/support/child-server.ts'
import { freePort } from '#test/support/free-port.ts'
import { place } from '#test/support/import-command.ts'
import { askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const PASSWORD = 'long walks by the river'

let server: TestServer
let own: TestServer['ask']
beforeAll(async () => {
  server = await openTestServer({
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['platform-114'] },
    ],
  })
  own = askAt(server.doors[1]?.url ?? '', () => '')
})
afterAll(() => server.close())

const logIn = async (email: string, tenantId: string) => {
  const { body, text } = await own<{ access_token: string; user: { role: string } }>(
    'POST',
    '/v1/auth/login',
    {
      token: null,
      body: { email, password: PASSWORD, tenant_id: tenantId },
    },
  )
  expect(body.access_token, text).toBeTypeOf('string')
  return { token: body.access_token, role: body.user.role }
}

/** Uploads a document; answers the status and its id. */
async function upload(tenantId: string, token: string) {
  const form = new FormData()
  form.append('file', new Blob(['Parcels are fetched on Mondays.']), 'parcels.txt')
  const answer = await fetch(`${server.doors[1]?.url}/v1/tenants/${tenantId}/documents/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  const body = (await answer.json()) as { document?: { id: string } }
  return { status: answer.status, id: body.document?.id ?? '' }
}

test('each role has the permissions of its README, and none reserved for another', async () => {
  const platform = server.owner
  const made = await own<{ tenant: { id: string }; owner: { invitation_token: string } }>(
    'POST',
    '/v1/tenants',
    {
      token: platform,
      body: { name: 'Acme', owner: { email: 'boss@example.com' } },
    },
  )
  expect(made.status, made.text).toBe(201)
  const { id } = made.body.tenant
  const other = await own<{ tenant: { id: string } }>('POST', '/v1/tenants', {
    token: platform,
    body: { name: 'Other' },
  })
  const register = (email: string, invitation_token?: string) =>
    own('POST', '/v1/auth/register', {
      token: null,
      body: {
        email,
        password: PASSWORD,
        name: 'Somebody',
        tenant_id: id,
        ...(invitation_token && { invitation_token }),
      },
    })
  expect((await register('boss@example.com', made.body.owner.invitation_token)).status).toBe(201)
  const boss = await logIn('boss@example.com', id)
  const opened = await server.ask('PATCH', '/v1/tenant', {
    token: boss.token,
    body: { allowsRegistration: true },
  })
  // What the dialect's clients hold opens their own API alone.
  expect(opened.status).toBe(401)
  const native = await server.ask('POST', '/v1/auth/login', {
    token: null,
    body: { email: 'boss@example.com', password: PASSWORD },
  })
  await server.ask('PATCH', '/v1/tenant', {
    token: String(native.body.accessToken),
    body: { allowsRegistration: true },
  })
  const registered = await register('user@example.com')
  expect(registered.status, registered.text).toBe(201)
  const user = await logIn('user@example.com', id)
  expect([boss.role, user.role]).toEqual(['tenant_admin', 'end_user'])

  const may = async (path: string, method = 'GET', body?: unknown) => {
    const statuses: number[] = []
    for (const token of [platform, boss.token, user.token])
      statuses.push((await own(method, path, { token, ...(body !== undefined && { body }) })).status)
    return statuses
  }
  expect(await may('/v1/tenants', 'POST', { name: 'More' })).toEqual([201, 403, 403])
  expect(await may('/v1/tenants')).toEqual([200, 403, 403])
  expect(await may(`/v1/tenants/${id}`, 'PATCH', { description: 'Parcels' })).toEqual([200, 200, 403])
  expect(await may(`/v1/tenants/${other.body.tenant.id}`)).toEqual([200, 403, 403])
  expect(await may(`/v1/tenants/${id}/documents`)).toEqual([403, 200, 200])
  const first = await upload(id, user.token)
  const second = await upload(id, boss.token)
  expect([first.status, second.status]).toEqual([201, 201])
  expect((await upload(other.body.tenant.id, boss.token)).status).toBe(403)
  const chat = { message: 'When are parcels fetched?' }
  expect(await may(`/v1/tenants/${id}/chat`, 'POST', chat)).toEqual([403, 200, 200])
  expect((await own('DELETE', `/v1/tenants/${id}/documents/${first.id}`, { token: user.token })).status).toBe(
    403,
  )
  expect((await own('DELETE', `/v1/tenants/${id}/documents/${first.id}`, { token: boss.token })).status).toBe(
    200,
  )
  expect(await may(`/v1/tenants/${other.body.tenant.id}`, 'DELETE')).toEqual([200, 403, 403])
})

test('the docker command of its README, with one variable of ours, reports which of its own have no effect', async () => {
  await using here = await place()
  const port = await freePort()
  const child = await startChildServer({
    ...here.env,
    PARLEY_LISTEN: `${port}=platform-114`,
    MONGODB_URI: 'mongodb://mongo:27017/',
  })
  try {
    expect(await (await fetch(`http://127.0.0.1:${port}/health`)).json()).toMatchObject({ status: 'healthy' })
    expect(child.output()).toContain('MONGODB_URI has no effect')
    expect(child.output()).toContain('npx parley import')
  } finally {
    await child.kill('SIGTERM')
  }
})
