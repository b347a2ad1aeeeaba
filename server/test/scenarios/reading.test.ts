import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Conversation, Reader } from '#contract/shapes/conversation.ts'
import { converse, follow, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let customer: string
let agentId: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  customer = (await server.member('end_user')).accessToken
  agentId = (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const open = async (token: string) =>
  (await server.ask<Conversation>('POST', '/v1/conversations', { token, body: { agentId } })).body.id
const read = async (conversationId: string, token: string) =>
  (await server.ask<Conversation>('GET', `/v1/conversations/${conversationId}`, { token })).body
const mark = (conversationId: string, seq: number, token: string) =>
  server.ask<Conversation>('POST', `/v1/conversations/${conversationId}/read`, { token, body: { seq } })
const readers = async (conversationId: string, token: string) =>
  (await server.ask<{ items: Reader[] }>('GET', `/v1/conversations/${conversationId}/readers`, { token }))
    .body.items
const unread = async (token: string) =>
  (await server.ask<{ conversations: number }>('GET', '/v1/unread', { token })).body.conversations
const say = async (conversationId: string, text: string, token: string) => {
  const sent = await send(server, conversationId, text, { token })
  await follow(server, sent.reply?.id ?? '', undefined, token)
}

test('an answer is unread until it is read, on the list and in the count', async () => {
  const conversationId = await open(customer)
  const before = await unread(customer)
  await say(conversationId, 'When do you open?', customer)
  expect(await read(conversationId, customer)).toMatchObject({ readSeq: 1, unreadCount: 1 })
  expect(await unread(customer)).toBe(before + 1)
  const listed = await server.ask<{ items: Conversation[] }>('GET', '/v1/conversations', { token: customer })
  expect(listed.body.items[0]).toMatchObject({ id: conversationId, unreadCount: 1 })

  expect((await mark(conversationId, 2, customer)).body).toMatchObject({ readSeq: 2, unreadCount: 0 })
  expect(await unread(customer)).toBe(before)
})

test('the position never moves back, nor beyond the last message', async () => {
  const conversationId = await open(customer)
  await say(conversationId, 'One', customer)
  await say(conversationId, 'Two', customer)
  expect((await mark(conversationId, 99, customer)).body.readSeq).toBe(4)
  expect((await mark(conversationId, 2, customer)).body.readSeq).toBe(4)
  expect((await mark(conversationId, 0, customer)).status).toBe(400)
})

test('an answer in progress cannot be read before its end', async () => {
  const conversationId = await open(customer)
  const sent = await send(server, conversationId, '[[model ttft=150 tps=60 tokens=30]]', { token: customer })
  expect((await mark(conversationId, 2, customer)).body).toMatchObject({ readSeq: 1, unreadCount: 0 })
  await send(server, conversationId, 'And another thing', { token: customer })
  await follow(server, sent.reply?.id ?? '', undefined, customer)
  await expect.poll(async () => (await read(conversationId, customer)).unreadCount).toBe(2)
})

test('operators and their customer see how far the other has read; the customer not which operator', async () => {
  const conversationId = await open(customer)
  await say(conversationId, 'Is anybody there?', customer)
  expect(await read(conversationId, server.owner)).toMatchObject({ readSeq: 0, unreadCount: 2 })
  await mark(conversationId, 2, server.owner)
  const operator = (await server.member('operator')).accessToken
  await mark(conversationId, 1, operator)

  expect(await readers(conversationId, customer)).toMatchObject([
    { side: 'owner', id: expect.any(String), seq: 1 },
    { side: 'operator', id: null, seq: 2, readAt: expect.any(String) },
  ])
  const seen = await readers(conversationId, operator)
  expect(seen.map(({ side, seq }) => `${side} ${seq}`).sort()).toEqual([
    'operator 1',
    'operator 2',
    'owner 1',
  ])
})

test('nobody marks what they cannot see', async () => {
  const conversationId = await open(server.owner)
  await converse(server, conversationId, 'Private')
  expect((await mark(conversationId, 2, customer)).status).toBe(404)
  expect(
    (await server.ask('GET', `/v1/conversations/${conversationId}/readers`, { token: customer })).status,
  ).toBe(404)
})

test('continuing in a copy marks it as read', async () => {
  const conversationId = await open(customer)
  await say(conversationId, 'One', customer)
  const { headMessageId } = await read(conversationId, customer)
  const copy = await server.ask<Conversation>('POST', `/v1/conversations/${conversationId}/branch`, {
    token: customer,
    body: { messageId: headMessageId },
  })
  expect(copy.body).toMatchObject({ readSeq: 2, unreadCount: 0 })
})

/** A client that fetches a conversation when it hears of it, and at no other time. */
async function listening(token: string, known: readonly string[]) {
  const state = new Map<string, unknown>()
  const fetched = async (id: string) => ({ facts: await read(id, token), readers: await readers(id, token) })
  for (const id of known) state.set(id, await fetched(id))
  const key = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    token,
    body: { name: 'client', scopes: ['*'] },
  })
  const client = openClient({ baseUrl: server.url, credentials: { apiKey: key.body.secret } })
  const leaving = new AbortController()
  const ready = Promise.withResolvers<void>()
  const hearing = (async () => {
    for await (const part of client.followEvents({ signal: leaving.signal })) {
      if (part.type === 'ready') ready.resolve()
      if (part.type !== 'event' || !('conversationId' in part.event.payload)) continue
      const { conversationId } = part.event.payload
      if (conversationId !== null && known.includes(conversationId))
        state.set(conversationId, await fetched(conversationId))
    }
  })()
  await ready.promise
  return {
    state,
    fresh: async () => new Map(await Promise.all(known.map(async (id) => [id, await fetched(id)] as const))),
    leave: () => {
      leaving.abort()
      return hearing
    },
  }
}

test('a client that applies events has what it would fetch again', async () => {
  const ids = [await open(customer), await open(customer)]
  const people = [customer, server.owner]
  const clients = await Promise.all([customer, customer, server.owner].map((token) => listening(token, ids)))
  let dice = 7
  const roll = (sides: number) => {
    dice = (dice * 1103515245 + 12345) % 2 ** 31
    return Math.floor(dice / 65536) % sides
  }
  for (let turn = 0; turn < 24; turn += 1) {
    const id = ids[roll(2)] ?? ''
    const token = people[roll(2)] ?? ''
    if (roll(3) === 0) await say(id, `Turn ${turn}`, customer)
    else await mark(id, 1 + roll(12), token)
  }
  for (const id of ids) await say(id, 'The last turn', customer)
  const agree = async () => {
    for (const client of clients) await expect.poll(() => client.state).toEqual(await client.fresh())
  }
  await agree()
  for (const token of people) {
    const before = await clients[0]?.fresh()
    for (const id of ids) await mark(id, 1_000, token)
    expect(await clients[0]?.fresh()).not.toEqual(before)
    await agree()
  }
  for (const client of clients) await client.leave()
})
