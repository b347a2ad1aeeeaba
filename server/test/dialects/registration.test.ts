import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer({
    env: { PARLEY_REGISTRATION: 'open' },
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['chat-api'] },
    ],
  })
})
afterAll(() => server.close())

const register = (email: string, more: Record<string, string> = {}) =>
  askAt(server.doors[1]?.url ?? '', () => server.owner)('POST', '/api/v1/auth/register', {
    token: null,
    body: { email, password: 'walks by river 7', full_name: 'New Guest', ...more },
  })

test('people register where the operator allows it, as guests', async () => {
  expect(await register('first@example.com')).toMatchObject({ status: 200, body: { role: 'guest' } })
  expect((await register('boss@example.com', { role: 'admin' })).body).not.toMatchObject({ role: 'admin' })
})

test('on a server with several tenants they register in main, and in no other', async () => {
  const made = await server.ask<{ id: string }>('POST', '/v1/tenants', {
    body: { slug: 'beside', name: 'Beside' },
  })
  expect(made.status).toBe(201)
  expect(await register('second@example.com')).toMatchObject({ status: 200, body: { role: 'guest' } })
  expect((await register('third@example.com', { tenant: 'beside' })).status).toBe(403)
  expect((await register('third@example.com', { tenant: made.body.id })).status).toBe(403)
  const { body } = await server.ask<{ items: { email: string }[] }>('GET', '/v1/members')
  expect(body.items.map(({ email }) => email)).toEqual(
    expect.arrayContaining(['first@example.com', 'second@example.com']),
  )
})
