import { afterAll, expect, test } from 'vitest'
import { startChildServer } from '#test/support/child-server.ts'
import { freePort } from '#test/support/free-port.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { askAt, OWNER } from '#test/support/open-test-server.ts'
import { startWebhookReceiver } from '#test/support/webhook-receiver.ts'

const KILLS = 3
const undo: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const step of undo.toReversed()) await step()
})

test('repeated kill -9: every event is delivered, and first deliveries are in order', async () => {
  const receiver = await startWebhookReceiver()
  undo.push(() => receiver.close())
  const database = await freshDatabase()
  undo.push(() => database.drop())
  const env = {
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PARLEY_PRIVATE_HOSTS: '127.0.0.1:*',
    PARLEY_LEASE_SECONDS: '1',
    PORT: String(await freePort()),
  }
  let server = await startChildServer(env)
  undo.push(() => server.kill('SIGKILL'))
  let token = ''
  const ask = askAt(server.url, () => token)
  const logIn = async () => {
    token = (await ask<{ accessToken: string }>('POST', '/v1/auth/login', { token: null, body: OWNER })).body
      .accessToken
  }
  await logIn()
  const made = await ask('POST', '/v1/webhooks', {
    body: { name: 'hook', url: receiver.address('/hook'), eventTypes: ['contact.added'] },
  })
  expect(made.status).toBe(201)

  const names: string[] = []
  const numbers = () => receiver.at('/hook').map(({ body }) => body.number ?? 0)
  for (let kill = 0; kill < KILLS; kill += 1) {
    for (let nth = 0; nth < 8; nth += 1) {
      const { body } = await ask<{ id: string }>('POST', '/v1/contacts', { body: { name: `${kill}-${nth}` } })
      names.push(body.id)
    }
    // In the middle of telling, as often as not.
    const heard = numbers().length
    await expect.poll(() => numbers().length).toBeGreaterThan(heard)
    await server.kill('SIGKILL')
    server = await startChildServer(env)
    await logIn()
  }
  const told = () => new Set(receiver.at('/hook').map(({ body }) => body.data.contactId))
  await expect.poll(() => told().size).toBe(names.length)
  expect([...told()]).toEqual(names)
  const first = [...new Set(numbers())]
  expect(first).toEqual(first.toSorted((a, b) => a - b))
})
