import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { messagesOf, openConversation, send } from '#test/support/conversation.ts'
import { startFaultProxy } from '#test/support/fault-proxy.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const url = process.env.PARLEY_TEST_DATABASE_URL
const onServer = url !== undefined

/** A connection of its own to the database of a server, which holds a lock until it is let go. */
async function holdRow({ app }: TestServer, conversationId: string) {
  if (app.config.database.kind !== 'server') throw new Error('A lock of its own needs a database server.')
  const client = new pg.Client({ connectionString: app.config.database.url.reveal() })
  // The database may be dropped before it is let go.
  client.on('error', () => {})
  await client.connect()
  await client.query("BEGIN; SELECT set_config('role', 'parley_system', true)")
  const tenant = await client.query('SELECT tenant_id AS id FROM tenants LIMIT 1')
  await client.query("SELECT set_config('role', 'parley_app', true), set_config('app.tenant_id', $1, true)", [
    tenant.rows[0].id,
  ])
  const held = await client.query('SELECT id FROM conversations WHERE id = $1 FOR UPDATE', [conversationId])
  return {
    isHeld: held.rowCount === 1,
    async waiting(): Promise<number> {
      const { rows } = await client.query('SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted')
      return rows[0].n
    },
    async release() {
      await client.query('ROLLBACK')
      await client.end()
    },
  }
}

const say = (server: TestServer, conversationId: string, clientId: string) =>
  server.ask('POST', `/v1/conversations/${conversationId}/messages`, {
    body: { clientId, parts: [{ type: 'text', text: 'Hello?' }] },
  })

test.runIf(onServer)(
  'a held lock is waited for briefly, then reported; nobody else waits, and the retry is stored once',
  async () => {
    await using server = await openTestServer()
    const [locked, free] = [await openConversation(server), await openConversation(server)]
    const lock = await holdRow(server, locked)
    expect(lock.isHeld).toBe(true)
    const refused = say(server, locked, 'held')
    await expect.poll(lock.waiting).toBeGreaterThan(0)
    expect((await server.ask('GET', '/healthz')).status).toBe(200)
    expect((await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })).status).toBe(200)
    expect((await send(server, free, 'Hello?')).message.seq).toBe(1)
    const answer = await refused
    expect([answer.status, answer.body.code]).toEqual([503, 'unavailable'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await lock.release()
    expect((await say(server, locked, 'held')).status).toBe(201)
    expect((await say(server, locked, 'held')).status).toBe(200)
    const stored = await messagesOf(server, locked)
    expect(stored.filter(({ clientId }) => clientId === 'held')).toHaveLength(1)
  },
)

test.runIf(onServer)(
  'when all connections are waiting, callers are told so, and afterwards everything continues',
  async () => {
    await using server = await openTestServer()
    const [locked, free] = [await openConversation(server), await openConversation(server)]
    const lock = await holdRow(server, locked)
    const connections = server.app.database.connections
    const crowd = Array.from({ length: 40 }, (_, at) => say(server, locked, `c${at}`))
    await expect.poll(() => connections().waiting).toBeGreaterThan(0)
    expect((await server.ask('GET', '/healthz')).status).toBe(200)
    const answers = await Promise.all(crowd)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
    await lock.release()
    expect(connections().waiting).toBeLessThan(5)
    expect((await say(server, free, 'after')).status).toBe(201)
    const again = await Promise.all(Array.from({ length: 40 }, (_, at) => say(server, locked, `c${at}`)))
    expect(again.map(({ status }) => status)).toEqual(Array(40).fill(201))
    const stored = (await messagesOf(server, locked)).filter(({ clientId }) => clientId !== null)
    expect(stored).toHaveLength(40)
  },
)

test.runIf(onServer)('a slow database only slows what needs it', async () => {
  const target = new URL(url ?? 'postgres://localhost')
  await using proxy = await startFaultProxy({ host: target.hostname, port: Number(target.port || 5432) })
  const through = new URL(target)
  through.hostname = '127.0.0.1'
  through.port = String(proxy.port)
  await using server = await openTestServer({ databaseUrl: through.href })
  const conversationId = await openConversation(server)
  expect(proxy.begun()).toBeGreaterThan(0)
  proxy.delay(300)
  let isDone = false
  const sending = say(server, conversationId, 'slow').finally(() => {
    isDone = true
  })
  let healthy = 0
  while (!isDone) {
    healthy += (await server.ask('GET', '/healthz')).status === 200 ? 1 : 0
    await pause(20)
  }
  expect((await sending).status).toBe(201)
  expect(healthy).toBeGreaterThan(3)
  proxy.delay(0)
})
