import { expect, test } from 'vitest'
import { makeDemoAccounts } from '#entry/cli/demo-accounts.ts'
import { readConfig } from '#server/config.ts'
import { openTestServer } from '#test/support/open-test-server.ts'

test('a demonstration has the accounts that documents name, however often it is started', async () => {
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

test('there is none unless somebody wants it, and never where others reach the server', () => {
  expect(readConfig({}).isDemo).toBe(false)
  expect(readConfig({ PARLEY_DEMO: '1' }).isDemo).toBe(true)
  for (const env of [
    { NODE_ENV: 'production' },
    { HOST: '0.0.0.0' },
    { HOST: '192.168.1.5' },
    { HOST: '::' },
  ])
    expect(() => readConfig({ PARLEY_DEMO: '1', ...env })).toThrow('PARLEY_DEMO')
})
