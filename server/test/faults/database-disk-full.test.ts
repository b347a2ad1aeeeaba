import { randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinDatabase } from '#platform/database/open.ts'
import { RESERVE_BYTES } from '#platform/database/free-space.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { messagesOf, send } from '#test/support/conversation.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { freePort } from '#test/support/free-port.ts'
import { askAt, OWNER } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'
import { mountSmallDisk } from '#test/support/small-disk.ts'

const onServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined
const disk = onServer ? null : mountSmallDisk(360)
const whyNot = onServer ? 'the database server has its own disk' : 'no small disk can be mounted here'

let env: Record<string, string>
let server: ChildServer
let token = ''
let conversationId = ''
const ask = () => askAt(server.url, () => token)
const reached = () => ({ url: server.url, owner: token, ask: ask() })

beforeAll(async () => {
  if (!disk) return
  const database = await freshDatabase()
  cpSync(database.directory, disk.path, { recursive: true })
  await database.drop()
  env = {
    PARLEY_DATA_DIR: disk.path,
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PORT: String(await freePort()),
  }
  server = await startChildServer(env)
  token = (await ask()<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })).body.accessToken
  await ask()('POST', '/v1/agents', { body: { name: 'Ada' } })
  conversationId = (await ask()<{ id: string }>('POST', '/v1/conversations', { body: {} })).body.id
})
afterAll(async () => {
  await server?.kill('SIGKILL')
  disk?.[Symbol.dispose]()
})

/** Text that no compression makes smaller. */
const dense = (bytes: number) => randomBytes(bytes).toString('base64')

const trySending = (text: string) =>
  ask()('POST', `/v1/conversations/${conversationId}/messages`, { body: { parts: [{ type: 'text', text }] } })

test('low on space, nothing new is stored, reads work, and it continues when there is space', async ({
  skip,
}) => {
  if (!disk) return skip(whyNot)
  await send(reached(), conversationId, 'Before.', { clientId: 'before' })
  await disk.fill(RESERVE_BYTES / 2)
  await expect.poll(async () => (await trySending('Now?')).status).toBe(507)
  const refused = await trySending('Now?')
  expect(refused.body).toMatchObject({ code: 'unavailable', reason: 'no-space' })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  expect((await messagesOf(reached(), conversationId)).map(({ clientId }) => clientId)).toContain('before')
  // Whoever looks after it gets in, and can remove something.
  expect((await ask()('POST', '/v1/auth/login', { token: null, body: OWNER })).status).toBe(200)
  const { body } = await ask()<{ items: { id: string }[] }>('GET', '/v1/conversations')
  expect(body.items.length).toBeGreaterThan(0)
  disk.freeUp()
  await expect.poll(async () => (await trySending('And now?')).status).toBe(201)
})

test('completely full, it ends with the reason, does not start without space, and loses nothing', async ({
  skip,
}) => {
  if (!disk) return skip(whyNot)
  const acknowledged: (string | undefined)[] = []
  for (let at = 0; at < 20; at += 1)
    acknowledged.push(
      (await send(reached(), conversationId, dense(9_000), { clientId: `m${at}` })).message.id,
    )
  await disk.fill(0)
  // Its log grows, as it would under load: it ends at the first piece that does not fit.
  const beside = await joinDatabase({ kind: 'embedded', directory: disk.path })
  const fillUp = async () => {
    for (let at = 0; at < 100; at += 1)
      await beside.administer((db) =>
        sql`SELECT pg_logical_emit_message(false, 'fill', repeat('x', 8000000))`.execute(db),
      )
  }
  void fillUp().catch(() => {})
  const code = await server.exited
  await beside.close()
  expect(code).not.toBe(0)
  expect(server.output()).toContain('The disk was full')
  const started = await parley(['start'], env)
  expect(started).toMatchObject({ code: 1, output: expect.stringMatching(/^The disk of .* is full/m) })
  await disk.remount('size=900m')
  server = await startChildServer(env)
  const kept = (await messagesOf(reached(), conversationId)).map(({ id }) => id)
  expect(kept).toEqual(expect.arrayContaining(acknowledged))
})
