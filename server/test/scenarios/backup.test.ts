import { createServer } from 'node:http'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findTenantId } from '#features/access/index.ts'
import type { Database } from '#platform/database/open.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { follow, openConversation, send } from '#test/support/conversation.ts'
import { startBucketServer } from '#test/support/bucket-server.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import { askAt, openTestServer, OWNER, type TestServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'

const serverUrl = process.env.PARLEY_TEST_DATABASE_URL
const FILE = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7_919) % 256))

let server: TestServer
let env: Record<string, string>
let conversationId: string
let fileId: string
const folder = mkdtempSync(join(tmpdir(), 'parley-backups-'))
const file = join(folder, 'all.backup')
/** What was acknowledged before the backup began, and how far events had come when it was over. */
const acknowledged: string[] = []
let heardUpTo = 0

beforeAll(async () => {
  server = await openTestServer()
  const { dataDirectory, database } = server.app.config
  env = {
    PARLEY_DATA_DIR: dataDirectory,
    ...(database.kind === 'server' && { DATABASE_URL: database.url.reveal() }),
  }
  conversationId = await openConversation(server)
  const form = new FormData()
  form.append('file', new Blob([FILE]), 'bytes.bin')
  const uploaded = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
    body: form,
  })
  fileId = ((await uploaded.json()) as { id: string }).id
  await backUpWhileWriting()
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function backUpWhileWriting() {
  const others = await Promise.all([1, 2, 3].map(() => openConversation(server)))
  let isOver = false
  let isBegun = false
  const write = async (id: string) => {
    while (!isOver) {
      const wasBegun = isBegun
      const { message, reply } = await send(server, id, `Written at ${Date.now()}`)
      if (!wasBegun && !isBegun) acknowledged.push(message.id)
      await follow(server, reply?.id ?? '')
    }
  }
  const writing = Promise.all([conversationId, ...others].map(write))
  await vi.waitUntil(() => acknowledged.length > 8, { timeout: 60_000 })
  isBegun = true
  const made = await parley(['backup', file, '--with-key'], env)
  isOver = true
  await writing
  expect(made, made.output).toMatchObject({ code: 0 })
  heardUpTo = await newestEvent(server.url, server.owner)
}

const followFrom = (url: string, token: string, after?: number) =>
  fetch(`${url}/v1/events`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(after !== undefined && { 'last-event-id': String(after) }),
    },
  })

async function firstTold(url: string, token: string, after?: number) {
  const answer = await followFrom(url, token, after)
  for await (const { data } of readEventStream(answer)) return data as { type: string; number: number }
  throw new Error('Nothing was told.')
}
const newestEvent = async (url: string, token: string) => (await firstTold(url, token)).number

async function signIn({ url }: ChildServer) {
  let token = ''
  const ask = askAt(url, () => token)
  const { body, text } = await ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })
  token = body.accessToken ?? text
  return { ask, token }
}

/** What one transaction stores together and is not together. */
async function halvesIn(database: Database) {
  const tenantId = await findTenantId(server.app, null)
  return database.read(tenantId, async (tx) => {
    const { rows } = await sql`
      WITH told AS (SELECT (payload ->> 'messageId')::uuid AS id FROM events WHERE type = 'message.created')
      SELECT (SELECT count(*) FROM messages WHERE role = 'user' AND id NOT IN (SELECT id FROM told)) AS untold,
        (SELECT count(*) FROM told WHERE id NOT IN (SELECT id FROM messages)) AS made_up,
        (SELECT count(*) FROM conversations c
          WHERE last_seq <> (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id)) AS miscounted`.execute(
      tx,
    )
    return rows[0]
  })
}

test('a restored server has everything acknowledged before, completely; sign-in, answers and files work', async () => {
  await using place = await emptyInstallation(serverUrl)
  const restored = await parley(['restore', file], place.env)
  expect(restored, restored.output).toMatchObject({ code: 0 })
  const database = await place.open()
  expect(await halvesIn(database).finally(() => database.close())).toEqual({
    untold: 0,
    made_up: 0,
    miscounted: 0,
  })

  const child = await startChildServer(place.env)
  try {
    const { ask, token } = await signIn(child)
    const { body: listed } = await ask<{ items: { id: string }[] }>('GET', '/v1/conversations?limit=50')
    const found = new Set<string>()
    for (const { id } of listed.items) {
      const { body } = await ask<{ items: { id: string; seq: number }[] }>(
        'GET',
        `/v1/conversations/${id}/messages?limit=100`,
      )
      for (const message of body.items) found.add(message.id)
    }
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([])
    const content = await fetch(`${child.url}/v1/files/${fileId}/content`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(Buffer.from(await content.arrayBuffer()).equals(FILE)).toBe(true)
    const asked = await ask('POST', `/v1/conversations/${conversationId}/messages`, {
      body: { parts: [{ type: 'text', text: 'And now?' }] },
    })
    expect(asked.status, asked.text).toBe(201)
    // Whether they had heard more than there is, or less: the numbers of now are none of those they know.
    for (const after of [heardUpTo, 1]) {
      const told = await firstTold(child.url, token, after)
      expect([told.type, told.number > heardUpTo]).toEqual(['reset', true])
    }
  } finally {
    await child.kill('SIGTERM')
  }
})

test.runIf(serverUrl)(
  'a backup of PostgreSQL restores into an embedded database with identical rows',
  async () => {
    await using place = await emptyInstallation()
    const restored = await parley(['restore', file], place.env)
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('each compared') })
  },
)

test('a damaged, a truncated and a foreign file are refused, and nothing is changed', async () => {
  await using place = await emptyInstallation(serverUrl)
  const whole = readFileSync(file)
  const damaged = Buffer.from(whole)
  damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1
  const newer = Buffer.concat([Buffer.from('PARLEY-BACKUP 3\n'), whole.subarray(16)])
  const cases: [Buffer, RegExp][] = [
    [damaged, /damaged or incomplete/],
    [whole.subarray(0, whole.length - 10), /damaged or incomplete/],
    [whole.subarray(0, 20), /damaged or incomplete/],
    [Buffer.alloc(0), /is not a Parley backup/],
    [Buffer.from('PK\x03\x04 something else altogether'), /is not a Parley backup/],
    [newer, /newer Parley/],
  ]
  for (const [content, says] of cases) {
    writeFileSync(join(folder, 'wrong'), content)
    const refused = await parley(['restore', join(folder, 'wrong')], place.env)
    expect([refused.code, refused.output]).toEqual([1, expect.stringMatching(says)])
    expect(refused.output).not.toMatch(/\n\s+at /)
  }
  expect(existsSync(join(place.directory, 'database'))).toBe(false)
})

test('a restore never overwrites existing data or files', async () => {
  const { output, code } = await parley(['backup', file], env)
  expect([code, output]).toEqual([1, expect.stringContaining('already exists and was not changed')])
  const refused = await parley(['restore', file], env)
  expect(refused.code).toBe(1)
  expect(refused.output).toMatch(/not empty|is using/)
})

test('a killed restore leaves a database that says so, and can be repeated', async () => {
  await using place = await emptyInstallation(serverUrl)
  // A bucket that takes a file and never answers: by then the rows are there.
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  const reached = once(silent, 'request')
  const bucket = await startBucketServer()
  const stuck = {
    ...bucket.env,
    PARLEY_S3_ENDPOINT: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
  }
  const child = spawn(process.execPath, ['bin/parley.js', 'restore', file], {
    env: { PATH: process.env.PATH ?? '', PARLEY_ENV_FILE: '', ...place.env, ...stuck },
  })
  try {
    await reached
    child.kill('SIGKILL')
    await once(child, 'exit')
    for (const command of [['start'], ['backup', join(folder, 'half')]]) {
      const refused = await parley(command, { ...place.env, PORT: '0' })
      expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('was not finished')])
    }
    const again = await parley(['restore', file], { ...place.env, ...bucket.env })
    expect(again, again.output).toMatchObject({ code: 0 })
    expect([...bucket.blobs.values()].some((blob) => blob.equals(FILE))).toBe(true)
    const anew = join(folder, 'from-a-bucket')
    const made = await parley(['backup', anew], { ...place.env, ...bucket.env })
    expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/ and [1-9]\d* files?,/) })
  } finally {
    child.kill('SIGKILL')
    silent.closeAllConnections()
    silent.close()
    await bucket.close()
  }
})
