import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { follow, messagesOf, scriptedModels, send, storedText } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

let models: ModelServer
let server: TestServer
let operator: ReturnType<typeof openClient>

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  const { accessToken } = await server.member('operator')
  operator = openClient({ baseUrl: server.url, credentials: { apiKey: accessToken } })
})
afterAll(async () => {
  await server.close()
  await models.close()
})

type Visitor = Awaited<ReturnType<typeof newVisitor>>

/** A visitor with an agent that gets people so. */
async function open(handoff: object = {}): Promise<Visitor> {
  const agent = await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })
  await server.ask('PATCH', `/v1/agents/${agent.body.id}/handoff`, { body: handoff })
  return newVisitor(server, agent.body.id)
}
const say = ({ id, token }: Visitor, text: string) => send(server, id, text, { token })
const ask = async (visitor: Visitor, text: string) => {
  const { reply } = await say(visitor, text)
  return follow(server, reply?.id ?? '', undefined, visitor.token)
}
const lastOf = async ({ id, token }: Visitor) =>
  storedText((await messagesOf(server, id, 'limit=200', token)).at(-1))
const inInbox = ({ id }: Visitor) => operator.inbox.read(id)

test('asking for a person in free text queues the conversation once, and says that nobody is online', async () => {
  const visitor = await open()
  const sent = await say(visitor, '請轉人工')
  expect(sent.reply).toBeNull()
  expect(await inInbox(visitor)).toMatchObject({
    assignee: { kind: 'queue' },
    state: 'open',
    asked: { why: 'visitor-asked', text: '請轉人工' },
  })
  expect(await lastOf(visitor)).toMatch(/沒有同事在線上/)
  expect((await say(visitor, '轉人工')).reply).toBeNull()
  const messages = await messagesOf(server, visitor.id, 'limit=200', visitor.token)
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  // Whoever comes sees it, and what they say is kept for whoever is away.
  await operator.inbox.answer(visitor.id, { parts: [{ type: 'text', text: '您好' }] })
  expect(await lastOf(visitor)).toBe('您好')
  expect((await inInbox(visitor)).firstAnsweredAt).not.toBeNull()
})

test('if somebody is online, a person is announced, in the agent’s own words if set', async () => {
  const leaving = new AbortController()
  const following = (async () => {
    for await (const part of operator.followEvents({ signal: leaving.signal })) void part
  })().catch(() => {})
  try {
    await expect
      .poll(async () => (await operator.inbox.members()).items.some(({ isOnline }) => isOnline))
      .toBe(true)
    const visitor = await open({ words: ['boss'], comingLine: 'The boss is on her way.' })
    await say(visitor, 'Get me the boss!')
    expect(await lastOf(visitor)).toBe('The boss is on her way.')
    await operator.inbox.setAway({ isAway: true })
    const other = await open()
    await say(other, 'human')
    expect(await lastOf(other)).toMatch(/Nobody is here/)
  } finally {
    await operator.inbox.setAway({ isAway: false })
    leaving.abort()
    await following
  }
  await expect
    .poll(async () => (await operator.inbox.members()).items.some(({ isOnline }) => isOnline))
    .toBe(false)
})

test('an agent with permission requests a person by tool, in the transaction that ends its answer', async () => {
  const visitor = await open({ byItself: true })
  models.script({
    toolCalls: [{ name: 'hand_off_to_person', arguments: '{"reason":"A refund is wanted."}' }],
  })
  await ask(visitor, 'I want my money back.')
  expect(await inInbox(visitor)).toMatchObject({
    assignee: { kind: 'queue' },
    asked: { why: 'agent-asked', text: 'A refund is wanted.' },
  })
  const plain = await open()
  await ask(plain, 'Hello')
  expect(JSON.stringify(models.requests.at(-1)?.body)).not.toContain('hand_off_to_person')
  expect((await inInbox(plain)).assignee.kind).toBe('agent')
})

test('after several consecutive failures a person is requested, not counting those before it was returned', async () => {
  const visitor = await open({ afterUnanswered: 2 })
  await ask(visitor, 'one [[model fail=400]]')
  expect((await inInbox(visitor)).assignee.kind).toBe('agent')
  await ask(visitor, 'two [[model fail=400]]')
  expect(await inInbox(visitor)).toMatchObject({ assignee: { kind: 'queue' }, asked: { why: 'unanswered' } })
  await operator.inbox.giveBack(visitor.id)
  await ask(visitor, 'three [[model fail=400]]')
  expect((await inInbox(visitor)).assignee.kind).toBe('agent')
})

test('a fully withheld answer goes to a person if its agent is set so', async () => {
  const knowledgeBase = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: 'Shop' },
  })
  const agent = await server.ask<Agent>('POST', '/v1/agents', {
    body: { name: 'Careful', knowledgeBaseIds: [knowledgeBase.body.id], unsupportedClaims: 'handoff' },
  })
  const visitor = await newVisitor(server, agent.body.id)
  await ask(visitor, 'Delivery? [[say It costs ninety dollars and takes a year.]]')
  expect(await inInbox(visitor)).toMatchObject({ assignee: { kind: 'queue' }, asked: { why: 'unsupported' } })
})

test('a conversation set aside reopens when its owner writes, and a snooze ends by itself', async () => {
  const visitor = await open()
  await say(visitor, 'Hello [[say Hi.]]')
  await operator.inbox.take(visitor.id)
  await operator.inbox.change(visitor.id, { state: 'pending' })
  await say(visitor, 'Still there?')
  expect((await inInbox(visitor)).state).toBe('open')
  const snoozedUntil = new Date(Date.now() + 1_500).toISOString()
  await operator.inbox.change(visitor.id, { state: 'snoozed', snoozedUntil })
  await expect.poll(async () => (await inInbox(visitor)).state).toBe('open')
})

test('a person is requested, or no longer, by the owner alone and not against a member', async () => {
  const visitor = await open()
  await ask(visitor, 'Hello [[say Hi.]]')
  const wish = (verb: string, token: string | null = visitor.token) =>
    server.ask('POST', `/v1/conversations/${visitor.id}/${verb}`, { token, body: {} })
  expect((await wish('request-person', server.owner)).body).toMatchObject({ code: 'forbidden' })
  expect((await wish('request-person')).body).toMatchObject({ assigneeKind: 'queue' })
  expect((await wish('request-person')).body).toMatchObject({ assigneeKind: 'queue' })
  const entries = await operator.inbox.entries(visitor.id)
  expect(entries.items.filter(({ kind, why }) => kind === 'handed' && why === 'visitor-asked')).toHaveLength(
    1,
  )
  await say(visitor, 'Still there? [[say Yes.]]')
  expect((await wish('stop-waiting')).body).toMatchObject({ assigneeKind: 'agent' })
  // What was said meanwhile is answered.
  await expect.poll(() => lastOf(visitor)).toBe('Yes.')
  await operator.inbox.take(visitor.id)
  expect((await wish('stop-waiting')).body).toMatchObject({ code: 'precondition_failed', reason: 'held' })
  expect((await inInbox(visitor)).assignee.kind).toBe('member')
  const { body } = await server.ask(
    'GET',
    '/v1/inbox/figures?from=1970-01-01T00:00:00.000Z&to=2999-01-01T00:00:00.000Z',
  )
  expect(body).toMatchObject({ askedForPerson: expect.any(Number), messages: { owners: expect.any(Number) } })
  expect(Number(body.askedForPerson)).toBeGreaterThan(0)
})
