import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findTenantId } from '#features/access/index.ts'
import { textOf as wholeText } from '#features/conversations/index.ts'
import {
  endOf,
  follow,
  messagesOf,
  scriptedModels,
  send,
  storedText,
  textOf,
} from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const SOON = { timeout: 45_000 }
const SAID = 'Hello there!\n\nWe open at nine.\n\nSee you then.'
const MESSAGES = ['Hello there!\n\n', 'We open at nine.\n\n', 'See you then.']

let models: ModelServer
let server: TestServer
let agentId: string
/** Pauses that are going on: each ends when the test says so. */
let pauses: { milliseconds: number; isOver: () => boolean; end(): void }[] = []

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    pauses.push({ milliseconds, isOver: () => signal.aborted, end: resolve })
  })

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: scriptedModels(models),
    ports: { pause },
    settings: { leaseMs: 60_000 },
  })
  const made = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Ada', splitReplies: true },
  })
  agentId = made.body.id
})
afterEach(() => {
  for (const { end } of pauses) end()
  pauses = []
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const open = async () =>
  (await server.ask<{ id: string }>('POST', '/v1/conversations', { body: { agentId } })).body.id
const ask = async (conversationId: string, ...said: string[]) => {
  models.script(...said.map((text) => ({ text: [text] })))
  return send(server, conversationId, 'When do you open?')
}
const answerOf = async (conversationId: string) => (await messagesOf(server, conversationId))[1]
const shown = async (conversationId: string) =>
  (await answerOf(conversationId))?.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
const nextPause = async (number = 1) => {
  await expect.poll(() => pauses.length, SOON).toBe(number)
  return pauses.at(-1)
}

test('an answer arrives as several messages, each after its typing time', async () => {
  const conversationId = await open()
  const { reply } = await ask(conversationId, SAID)
  const following = follow(server, reply?.id ?? '')
  const first = await nextPause()
  expect(first?.milliseconds).toBeGreaterThan(0)
  expect(first?.milliseconds).toBeLessThanOrEqual(3_500)
  await expect.poll(() => shown(conversationId), SOON).toEqual(MESSAGES.slice(0, 1))
  first?.end()
  ;(await nextPause(2))?.end()
  const parts = await following
  expect(textOf(parts)).toBe(SAID)
  expect(parts.flatMap((part) => (part.type === 'text-delta' ? [part.part] : []))).toEqual([0, 1, 2])
  expect(await shown(conversationId)).toEqual(MESSAGES)
  // Whoever knows nothing of it reads one text.
  expect(wholeText((await answerOf(conversationId))?.parts ?? [])).toBe(SAID)
  const file = await server.ask('GET', `/v1/conversations/${conversationId}/export?format=markdown`)
  expect(file.text).toContain(SAID)
  expect(JSON.stringify(models.requests.at(-1)?.body)).toContain('in a messenger')
})

test('a person who writes meanwhile still gets the rest, and then an answer', async () => {
  const conversationId = await open()
  const { reply } = await ask(conversationId, SAID, 'At six.')
  const pending = await nextPause()
  const second = await send(server, conversationId, 'And when do you close?')
  pending?.end()
  ;(await nextPause(2))?.end()
  await follow(server, reply?.id ?? '')
  expect(textOf(await follow(server, second.reply?.id ?? ''))).toBe('At six.')
  expect(await shown(conversationId)).toEqual(MESSAGES)
  expect(JSON.stringify(models.requests.at(-1)?.body)).toContain('See you then.')
})

test('canceled between two messages, it keeps what was shown', async () => {
  const conversationId = await open()
  const { reply } = await ask(conversationId, SAID)
  await nextPause()
  await server.ask('POST', `/v1/replies/${reply?.id}/cancel`, { body: {} })
  const parts = await follow(server, reply?.id ?? '')
  expect([endOf(parts).state, await shown(conversationId)]).toEqual(['cancelled', MESSAGES.slice(0, 1)])
})

test('a model that fails midway keeps what was shown', async () => {
  const conversationId = await open()
  models.script({ text: ['Hello!\n\nWe open', ' at'], fail: 'cut', at: 2 })
  const { reply } = await send(server, conversationId, 'When?')
  ;(await nextPause())?.end()
  const parts = await follow(server, reply?.id ?? '')
  expect([endOf(parts).state, await shown(conversationId)]).toEqual(['failed', ['Hello!\n\n', 'We open at']])
})

test('restarted by another process, it arrives completely, and once', async () => {
  const conversationId = await open()
  const { reply } = await ask(conversationId, SAID, SAID)
  const following = follow(server, reply?.id ?? '')
  await nextPause()
  await expect.poll(() => shown(conversationId), SOON).toEqual(MESSAGES.slice(0, 1))
  await server.app.database.system(
    async (tx) =>
      void (await sql`UPDATE jobs SET lease_until = now() - interval '1 second', lease_owner = 'frozen' WHERE state = 'running'`.execute(
        tx,
      )),
  )
  await expect.poll(() => pauses.length, SOON).toBeGreaterThan(1)
  for (let at = 1; at < 3; at += 1) {
    await expect.poll(() => pauses.length, SOON).toBeGreaterThan(at)
    pauses[at]?.end()
  }
  const parts = await following
  expect(parts.map(({ type }) => type)).toContain('superseded')
  expect([textOf(parts), await shown(conversationId)]).toEqual([SAID, MESSAGES])
})

test('after a takeover nothing more of it arrives', async () => {
  const conversationId = await open()
  await ask(conversationId, SAID)
  const pending = await nextPause()
  await expect.poll(() => shown(conversationId), SOON).toEqual(MESSAGES.slice(0, 1))
  const tenantId = await findTenantId(server.app, null)
  await server.app.database.write(
    tenantId,
    async (tx) =>
      void (await tx
        .updateTable('conversations')
        .set({ control_epoch: (eb) => eb('control_epoch', '+', 1) })
        .where('id', '=', conversationId)
        .execute()),
  )
  // The writer learns of it while it waits, and leaves.
  await expect.poll(() => pending?.isOver(), SOON).toBe(true)
  const answer = await answerOf(conversationId)
  expect(storedText(answer)).toBe(MESSAGES[0])
})
