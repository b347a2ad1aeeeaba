import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewWebhook, Webhook, WebhookDelivery } from '#contract/shapes/webhook.ts'
import { openGuardedNetwork } from '#platform/http/guarded-network.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'
import {
  isSignedBy,
  type Received,
  startWebhookReceiver,
  type WebhookReceiver,
} from '#test/support/webhook-receiver.ts'

const DAY_MS = 86_400_000

let receiver: WebhookReceiver
let server: TestServer
let agentId = ''
let paths = 0
/** How far the clock is ahead. */
let ahead = 0

beforeAll(async () => {
  receiver = await startWebhookReceiver()
  // Every other name leads into this machine: one that was public when it was given may change its mind.
  const { call } = openGuardedNetwork({
    allowedHosts: ['127.0.0.1:*'],
    lookUp: (_, __, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  server = await openTestServer({
    env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' },
    ports: { callOut: call },
    now: () => new Date(Date.now() + ahead),
  })
  agentId = (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
})
afterAll(async () => {
  await server.close()
  await receiver.close()
})

/** A webhook at a path of its own. */
async function hook(facts: object = {}, path = `/hook-${(paths += 1)}`) {
  const { body, text } = await server.ask<NewWebhook>('POST', '/v1/webhooks', {
    body: { name: path, url: receiver.address(path), eventTypes: ['message.created'], ...facts },
  })
  expect(text).toContain('whsec_')
  const { id } = body.webhook
  const on = <T = Webhook>(method: string, below = '', sent?: object) =>
    server.ask<T>(method, `/v1/webhooks/${id}${below}`, sent && { body: sent })
  return {
    id,
    path,
    secret: body.secret,
    on,
    received: () => receiver.at(path),
    texts: () => receiver.at(path).map(textIn),
    now: async () =>
      (await server.ask<{ items: Webhook[] }>('GET', '/v1/webhooks')).body.items.find((one) => one.id === id),
    deliveries: async () => (await on<{ items: WebhookDelivery[] }>('GET', '/deliveries')).body.items,
  }
}

const textIn = ({ body }: Received) => (body.data.message as { text: string } | undefined)?.text
const bySeq = ({ body }: Received) => body.data.seq

async function say(text: string, { token, id }: { token: string; id: string }) {
  const { status } = await server.ask('POST', `/v1/conversations/${id}/messages`, {
    token,
    body: { parts: [{ type: 'text', text }] },
  })
  expect(status).toBe(201)
}

test('events are delivered in order, signed according to the specification, with stable IDs', async () => {
  const told = await hook({ carriesText: true })
  const visitor = await newVisitor(server, agentId)
  for (const text of ['one', 'two', 'three']) await say(text, visitor)
  await expect.poll(told.texts).toEqual(['one', 'two', 'three'])
  const [first] = told.received()
  expect(told.received().every((one) => isSignedBy(told.secret, one))).toBe(true)
  expect(Math.abs(Number(first?.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60)
  expect(first?.body).toMatchObject({
    type: 'message.created',
    actor: { kind: 'visitor' },
    data: { conversationId: visitor.id, message: { role: 'user', author: { name: 'Vera' }, text: 'one' } },
  })
  expect(first?.body.data).not.toHaveProperty('inInbox')
  expect(new Set(told.received().map(({ headers }) => headers['webhook-id'])).size).toBe(3)
})

test('an answer is delivered completely at its end, with only IDs if text is not wanted', async () => {
  const [whole, plain] = [
    await hook({ carriesText: true, eventTypes: ['reply.ended'] }),
    await hook({ eventTypes: ['reply.ended'] }),
  ]
  const visitor = await newVisitor(server, agentId)
  await say('Are you open?', visitor)
  await expect.poll(whole.texts).toEqual([expect.stringContaining('I don’t know')])
  await expect.poll(plain.received).toHaveLength(1)
  expect(whole.received()[0]?.body.data).toMatchObject({
    state: 'completed',
    message: { role: 'assistant', author: { kind: 'agent', name: 'Ada' } },
  })
  expect(plain.received()[0]?.body.data).not.toHaveProperty('message')
})

test('private conversations of staff are delivered to nobody', async () => {
  const told = await hook({ carriesText: true, eventTypes: ['conversation.opened', 'message.created'] })
  const own = await server.ask<{ id: string }>('POST', '/v1/conversations', { body: { agentId } })
  await say('A secret of the house.', { token: server.owner, id: own.body.id })
  const visitor = await newVisitor(server, agentId)
  await say('Hello.', visitor)
  await expect.poll(() => told.received().length).toBe(2)
  expect(told.received().map(({ body }) => body.data.conversationId)).toEqual([visitor.id, visitor.id])
})

test('a failure delays only what follows it', async () => {
  const [failing, other] = [await hook({ carriesText: true }), await hook({ carriesText: true })]
  receiver.answer(failing.path, (response) =>
    response.writeHead(500, { 'x-why': 'ill' }).end('I am ill. '.repeat(300)),
  )
  const visitor = await newVisitor(server, agentId)
  for (const text of ['first', 'second']) await say(text, visitor)
  await expect.poll(other.texts).toEqual(['first', 'second'])
  await expect.poll(() => failing.received().length).toBeGreaterThan(1)
  expect(new Set(failing.texts())).toEqual(new Set(['first']))
  expect(await failing.now()).toMatchObject({ state: 'failing', failingSince: expect.any(String) })
  const [delivery] = await failing.deliveries()
  expect(delivery).toMatchObject({
    status: 500,
    errorCode: 'refused',
    isDelivered: false,
    requestHeaders: { 'webhook-id': failing.received()[0]?.headers['webhook-id'] },
    responseHeaders: { 'x-why': 'ill' },
  })
  expect(delivery?.responseText).toHaveLength(1024)

  receiver.answer(failing.path, (response) => response.writeHead(200).end())
  await failing.on('POST', '/retry')
  await expect.poll(() => failing.texts().at(-1)).toBe('second')
  const ids = failing.received().map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids.slice(0, -1)).size).toBe(1)
  await expect.poll(failing.now).toMatchObject({ state: 'active', failingSince: null, behind: 0 })
  expect((await failing.deliveries())[0]).toMatchObject({ isDelivered: true, try: 1, status: 200 })
})

test('a slow receiver keeps its order, and delays nobody else', async () => {
  const [slow, other] = [await hook({ carriesText: true }), await hook({ carriesText: true })]
  const held: (() => void)[] = []
  receiver.answer(slow.path, (response) => held.push(() => response.writeHead(204).end()))
  const visitor = await newVisitor(server, agentId)
  for (const text of ['a', 'b', 'c']) await say(text, visitor)
  await expect.poll(other.texts).toEqual(['a', 'b', 'c'])
  expect(slow.texts()).toEqual(['a'])
  for (const count of [1, 2, 3]) {
    await expect.poll(() => held.length).toBe(count)
    held[count - 1]?.()
  }
  await expect.poll(slow.now).toMatchObject({ behind: 0 })
  expect(slow.received().map(bySeq)).toEqual(other.received().map(bySeq))
})

test('a receiver that dies midway gets the same event again; one that accepted it does not', async () => {
  const told = await hook({ carriesText: true })
  receiver.answer(told.path, (response) => {
    if (told.received().length === 1) response.socket?.destroy()
    else {
      // The head says that it was taken; the rest of the answer never comes.
      response.writeHead(200, { 'content-length': '10' })
      response.write('half', () => response.socket?.destroy())
    }
  })
  const visitor = await newVisitor(server, agentId)
  for (const text of ['left', 'right']) await say(text, visitor)
  await expect.poll(told.texts).toEqual(['left', 'left', 'right'])
  await expect.poll(told.now).toMatchObject({ state: 'active', behind: 0 })
  const tries = (await told.deliveries()).map((one) => [one.errorCode, one.try])
  expect(tries).toEqual([
    [null, 1],
    [null, 2],
    ['unreachable', 1],
  ])
})

test('after a rotation two secrets are valid for a while, then one', async () => {
  const told = await hook()
  const { secret } = (await told.on<NewWebhook>('POST', '/rotate-secret', { formerHours: 2 })).body
  await told.on('POST', '/test')
  ahead = 3 * 3_600_000
  await told.on('POST', '/test')
  ahead = 0
  const signedBy = (key: string) => told.received().map((one) => isSignedBy(key, one))
  expect(signedBy(secret)).toEqual([true, true])
  expect(signedBy(told.secret)).toEqual([true, false])
})

test('a receiver that responds as gone gets nothing more, until it is resumed', async () => {
  const told = await hook({ carriesText: true })
  receiver.answer(told.path, (response) => response.writeHead(410).end())
  const visitor = await newVisitor(server, agentId)
  await say('missed', visitor)
  await expect.poll(told.now).toMatchObject({ state: 'stopped', stoppedWhy: 'gone' })
  await say('missed too', visitor)
  receiver.answer(told.path, (response) => response.writeHead(204).end())
  expect((await told.on('POST', '/retry')).status).toBe(412)
  expect((await told.on('PATCH', '', { isStopped: false })).body.state).toBe('active')
  await expect.poll(told.texts).toEqual(['missed', 'missed', 'missed too'])
  const audit = await server.ask<{ items: { type: string; facts: object }[] }>(
    'GET',
    '/v1/audit-log?type=webhook.stopped',
  )
  expect(audit.body.items[0]?.facts).toMatchObject({ webhookId: told.id, why: 'gone' })
})

test('one that has failed for five days is stopped; on resuming it may skip what it missed', async () => {
  const told = await hook({ carriesText: true })
  receiver.answer(told.path, (response) => response.writeHead(503, { 'retry-after': '7200' }).end())
  const visitor = await newVisitor(server, agentId)
  await say('lost', visitor)
  await expect.poll(told.now).toMatchObject({ state: 'failing' })
  const { nextTryAt } = (await told.now()) ?? {}
  expect(new Date(nextTryAt ?? 0).getTime() - Date.now()).toBeGreaterThan(3_600_000)
  ahead = 5 * DAY_MS + 1_000
  await told.on('POST', '/retry')
  await expect.poll(told.now).toMatchObject({ state: 'stopped', stoppedWhy: 'failing' })
  ahead = 0
  receiver.answer(told.path, (response) => response.writeHead(204).end())
  await told.on('PATCH', '', { isStopped: false, skipsMissed: true })
  await say('heard', visitor)
  await expect.poll(() => told.texts().at(-1)).toBe('heard')
  expect(told.texts().slice(0, -1)).toEqual(['lost', 'lost'])
})

test('one event, or everything since a given time, is delivered again with the same IDs', async () => {
  const told = await hook({ carriesText: true })
  const since = new Date().toISOString()
  const visitor = await newVisitor(server, agentId)
  for (const text of ['x', 'y']) await say(text, visitor)
  await expect.poll(told.texts).toEqual(['x', 'y'])
  await expect.poll(told.now).toMatchObject({ behind: 0 })
  const [newest] = await told.deliveries()
  const again = await told.on<WebhookDelivery>('POST', `/deliveries/${newest?.id}/repeat`)
  expect(again.body).toMatchObject({ why: 'again', isDelivered: true, messageId: newest?.messageId })
  expect(told.texts()).toEqual(['x', 'y', 'y'])

  await told.on('POST', '/replay', { since })
  await say('z', visitor)
  await expect.poll(() => told.texts().at(-1)).toBe('z')
  expect(told.texts().slice(-3)).toEqual(['x', 'y', 'z'])
  const ids = told.received().map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(3)
})

test('no private address is called, however it is reached, and no redirect followed', async () => {
  for (const url of ['http://10.0.0.1/', 'http://[::1]:80/', 'http://localhost/', 'ftp://example.com/'])
    expect(
      (await server.ask('POST', '/v1/webhooks', { body: { name: 'x', url, eventTypes: ['agent.created'] } }))
        .status,
    ).toBe(400)
  const rebound = await hook({ url: 'http://rebound.example/' })
  expect((await rebound.on<WebhookDelivery>('POST', '/test')).body).toMatchObject({
    errorCode: 'private-address',
    status: null,
  })
  const sent = await hook()
  receiver.answer(sent.path, (response) =>
    response.writeHead(307, { location: receiver.address('/inside') }).end(),
  )
  expect((await sent.on<WebhookDelivery>('POST', '/test')).body).toMatchObject({ errorCode: 'redirect' })
  expect(receiver.at('/inside')).toEqual([])
})

test('a secret is shown once, and only admins manage webhooks', async () => {
  const told = await hook()
  expect((await server.ask('GET', '/v1/webhooks')).text).not.toContain('whsec_')
  const { accessToken } = await server.member('operator')
  expect((await server.ask('GET', '/v1/webhooks', { token: accessToken })).status).toBe(403)
  expect((await told.on('DELETE')).status).toBe(204)
  expect((await told.on('POST', '/test')).status).toBe(404)
})
