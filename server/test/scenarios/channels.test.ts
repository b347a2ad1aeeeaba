import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnswerStates, Channel, ReceivedChannelMessage } from '#contract/shapes/channel.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { NewWebhook } from '#contract/shapes/webhook.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { isSignedBy, startWebhookReceiver, type WebhookReceiver } from '#test/support/webhook-receiver.ts'

let outside: WebhookReceiver
let server: TestServer
let agentId = ''
let key = ''
let count = 0

beforeAll(async () => {
  outside = await startWebhookReceiver()
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
  agentId = (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
  // A gateway brings messages and says how far answers came, and may do nothing else.
  const made = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    body: { name: 'Gateway', scopes: ['channel:write'] },
  })
  key = made.body.secret
})
afterAll(async () => {
  await server.close()
  await outside.close()
})

/** A channel with the webhook that carries its answers out, and what its outside system can do. */
async function openChannel() {
  const path = `/channel-${(count += 1)}`
  const { id } = (await server.ask<Channel>('POST', '/v1/channels', { body: { name: 'WhatsApp', agentId } }))
    .body
  const webhook = await server.ask<NewWebhook>('POST', '/v1/webhooks', {
    body: { name: path, url: outside.address(path), channelId: id },
  })
  expect(webhook.status).toBe(201)
  const bring = (messageId: string, said: object) =>
    server.ask<ReceivedChannelMessage>('POST', `/v1/channels/${id}/messages`, {
      token: key,
      body: { messageId, personId: 'p1', personName: 'Vera', ...said },
    })
  return {
    id,
    path,
    secret: webhook.body.secret,
    bring,
    report: (messageId: unknown, body: object) =>
      server.ask('POST', `/v1/channels/${id}/messages/${String(messageId)}/state`, { token: key, body }),
    answers: () => outside.at(path).map(({ body }) => body.data),
    states: async (conversationId: string) =>
      (await server.ask<AnswerStates>('GET', `/v1/inbox/conversations/${conversationId}/answer-states`)).body,
  }
}

const saidIn = async (conversationId: string) =>
  (await server.ask<{ items: Message[] }>('GET', `/v1/conversations/${conversationId}/messages?branch=all`))
    .body.items

test('a message is received once, answered, and the complete answer is sent with a signature', async () => {
  const channel = await openChannel()
  const said = { text: 'Are you open?', threadId: 't1', files: [{ name: 'a.txt', content: 'SGVsbG8=' }] }
  const first = (await channel.bring('m1', said)).body
  expect(first).toMatchObject({ outcome: 'taken' })
  expect((await channel.bring('m1', said)).body).toMatchObject({
    outcome: 'known',
    messageId: first.messageId,
  })
  await expect.poll(channel.answers).toHaveLength(1)
  const [answer] = channel.answers()
  expect(answer).toMatchObject({
    channelId: channel.id,
    threadId: 't1',
    personId: 'p1',
    conversationId: first.conversationId,
    author: { kind: 'agent', name: 'Ada' },
    texts: [expect.stringContaining('I don’t know')],
  })
  expect(outside.at(channel.path).every((one) => isSignedBy(channel.secret, one))).toBe(true)
  const messages = await saidIn(first.conversationId ?? '')
  expect(messages.filter(({ role }) => role === 'user')).toHaveLength(1)
  expect(messages[0]?.author).toMatchObject({ kind: 'visitor', name: 'Vera' })
  expect(messages[0]?.parts.map(({ type }) => type)).toEqual(['text', 'file'])
})

test('each thread is a conversation, and the same name in another channel is another person', async () => {
  const [one, other] = [await openChannel(), await openChannel()]
  const places = [
    await one.bring('a', { text: 'x', threadId: 't1' }),
    await one.bring('b', { text: 'y', threadId: 't1' }),
    await one.bring('c', { text: 'z', threadId: 't2' }),
    await other.bring('a', { text: 'x', threadId: 't1' }),
  ].map(({ body }) => body.conversationId)
  expect(places[1]).toBe(places[0])
  expect(new Set(places).size).toBe(3)
  const owners = await Promise.all(
    places.map(
      async (id) =>
        (await server.ask<{ owner: { id: string } }>('GET', `/v1/conversations/${id}`)).body.owner.id,
    ),
  )
  expect(owners[2]).toBe(owners[0])
  expect(owners[3]).not.toBe(owners[0])
})

test('concurrent messages create one person and one conversation', async () => {
  const channel = await openChannel()
  const said = await Promise.all([1, 2, 3, 4, 5].map((nth) => channel.bring(`m${nth}`, { text: `n${nth}` })))
  expect(new Set(said.map(({ body }) => body.conversationId)).size).toBe(1)
  expect(said.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
})

test('after a takeover the agent is silent, and people’s answers are sent in order', async () => {
  const channel = await openChannel()
  const { conversationId } = (await channel.bring('m1', { text: 'I want to talk to a person' })).body
  const at = `/v1/inbox/conversations/${conversationId}`
  expect((await server.ask('POST', `${at}/take`, { body: {} })).status).toBe(200)
  const before = channel.answers().length
  await channel.bring('m2', { text: 'Hello?' })
  for (const text of ['One moment.', 'Here I am.'])
    await server.ask('POST', `${at}/messages`, { body: { parts: [{ type: 'text', text }] } })
  await expect
    .poll(() => channel.answers().slice(-2))
    .toMatchObject([
      { texts: ['One moment.'], author: { kind: 'member' } },
      { texts: ['Here I am.'], author: { kind: 'member' } },
    ])
  expect(
    channel
      .answers()
      .slice(before)
      .filter(({ author }) => (author as { kind: string }).kind === 'agent')
      .map(({ texts }) => texts),
  ).not.toContainEqual([expect.stringContaining('Hello?')])
})

test('the delivery state of an answer is shown in the inbox, and never goes back', async () => {
  const channel = await openChannel()
  const { conversationId } = (await channel.bring('m1', { text: 'Hi' })).body
  await expect.poll(channel.answers).toHaveLength(1)
  const messageId = channel.answers()[0]?.messageId
  const stateNow = async () => (await channel.states(conversationId ?? '')).items[0]
  await expect.poll(stateNow).toMatchObject({ messageId, state: 'sent' })
  for (const state of ['failed', 'delivered', 'read', 'delivered', 'failed'])
    expect((await channel.report(messageId, { state, detail: `is ${state}` })).status).toBe(204)
  expect(await stateNow()).toMatchObject({ state: 'read', detail: 'is read' })
  expect((await channel.states(conversationId ?? '')).channel?.name).toBe('WhatsApp')
  // An answer of another channel, and what its people said themselves, are no answers here.
  const other = await openChannel()
  expect((await other.report(messageId, { state: 'read' })).status).toBe(404)
})

test('automatic messages and echoes of our own answers are ignored', async () => {
  const channel = await openChannel()
  const { conversationId } = (await channel.bring('m1', { text: 'Hi' })).body
  await expect.poll(channel.answers).toHaveLength(1)
  await channel.report(channel.answers()[0]?.messageId, { state: 'delivered', outsideId: 'o1' })
  expect((await channel.bring('o1', { text: 'Hi' })).body.outcome).toBe('ignored')
  expect((await channel.bring('m2', { text: 'I am away.', isAutomatic: true })).body.outcome).toBe('ignored')
  expect((await saidIn(conversationId ?? '')).filter(({ role }) => role === 'user')).toHaveLength(1)
})

test('a channel refuses strangers, and its own system once it is closed', async () => {
  const channel = await openChannel()
  expect((await server.ask('GET', '/v1/channels', { token: key })).status).toBe(403)
  const { accessToken } = await server.member('operator')
  const body = { messageId: 'm', personId: 'p', text: 'Hi' }
  const at = `/v1/channels/${channel.id}/messages`
  expect((await server.ask('POST', at, { token: accessToken, body })).status).toBe(403)
  await server.ask('PATCH', `/v1/channels/${channel.id}`, { body: { isClosed: true } })
  expect((await channel.bring('m', { text: 'Hi' })).status).toBe(412)
  await server.ask('DELETE', `/v1/channels/${channel.id}`)
  expect((await channel.bring('m', { text: 'Hi' })).status).toBe(404)
})
