import { expect, test } from 'vitest'
import { makeDemoAccounts } from '#entry/cli/demo-accounts.ts'
import { readConfig } from '#server/config.ts'
import { makeFirstOwner } from '#features/access/index.ts'
import { openTestApp } from '#test/support/open-test-app.ts'
import { openTestServer } from '#test/support/open-test-server.ts'

test('a demo has the accounts of the documentation, however often it is started', async () => {
  await using server = await openTestServer()
  const logIn = async (email: string, password: string) =>
    (await server.ask('POST', '/v1/auth/login', { token: null, body: { email, password } })).body as {
      member?: { role: string }
    }
  expect((await logIn('agent@chatapi.com', 'agent123456')).member).toBeUndefined()
  await makeDemoAccounts(server.app)
  await makeDemoAccounts(server.app)
  expect((await logIn('agent@chatapi.com', 'agent123456')).member?.role).toBe('operator')
  expect((await logIn('admin@chatapi.com', 'admin123456')).member?.role).toBe('admin')
  expect((await logIn('admin@example.com', 'admin123456')).member?.role).toBe('admin')
})

test('there are no demo accounts unless requested, and never on a reachable server', () => {
  expect(readConfig({}).isDemo).toBe(false)
  expect(readConfig({ PARLEY_DEMO: '1' }).isDemo).toBe(true)
  for (const env of [
    { NODE_ENV: 'production' },
    { HOST: '0.0.0.0' },
    { HOST: '192.168.1.5' },
    { HOST: '::' },
    { DATABASE_URL: 'postgres://parley@db.example.com/parley' },
    { DATABASE_URL: 'postgres://parley@127.0.0.1/parley' },
  ])
    expect(() => readConfig({ PARLEY_DEMO: '1', ...env })).toThrow('PARLEY_DEMO')
})

test.each(['x', '1234567', 'aaaaaaaaaaaa', 'abababababab', '        '])(
  'the first owner does not get a password as weak as %j',
  (password) => {
    const owner = { PARLEY_OWNER_EMAIL: 'owner@example.com', PARLEY_OWNER_PASSWORD: password }
    expect(() => readConfig(owner)).toThrow('PARLEY_OWNER_PASSWORD')
  },
)

test.each(['password123', 'owner@example.com', 'owner', 'short'])(
  'the first owner cannot be created with %s by any route',
  async (password) => {
    await using app = await openTestApp()
    const owner = { email: 'owner@example.com', password }
    await expect(makeFirstOwner(app, owner)).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await makeFirstOwner(app, { ...owner, password: 'long walks by the sea 1' })).not.toBeNull()
  },
)
