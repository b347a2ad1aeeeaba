import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { messagesOf, send, storedText } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

let server: TestServer
let agentId: string
let operator: { token: string; id: string; name: string }
let other: { token: string; id: string }

beforeAll(async () => {
  server = await openTestServer()
  agentId = (await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
  const [first, second] = [await server.member('operator'), await server.member('operator')]
  operator = { token: first.accessToken, ...first.member }
  other = { token: second.accessToken, ...second.member }
})
afterAll(() => server.close())

const clientOf = (token: string) => openClient({ baseUrl: server.url, credentials: { apiKey: token } })
const visitorSaying = async (text: string) => {
  const visitor = await newVisitor(server, agentId)
  await send(server, visitor.id, text, { token: visitor.token })
  return visitor
}

test('an operator cannot write as a visitor, and is told how to answer', async () => {
  const visitor = await visitorSaying('Hello')
  const said = await server.ask('POST', `/v1/conversations/${visitor.id}/messages`, {
    token: operator.token,
    body: { parts: [{ type: 'text', text: 'I am the visitor.' }] },
  })
  expect(said.status).toBe(412)
  expect(said.body).toMatchObject({ code: 'precondition_failed' })
  expect(said.text).toContain('inbox.answer')
  const messages = await messagesOf(server, visitor.id, 'limit=200', visitor.token)
  expect(messages.map(storedText)).not.toContain('I am the visitor.')
})

test('a branch does not return the agent to a person who talks with a member', async () => {
  const visitor = await visitorSaying('Hello')
  const [first] = await messagesOf(server, visitor.id, 'limit=200', visitor.token)
  const branch = () =>
    server.ask('POST', `/v1/conversations/${visitor.id}/branch`, {
      token: visitor.token,
      body: { messageId: first?.id },
    })
  const { inbox } = clientOf(operator.token)
  await inbox.take(visitor.id)
  expect((await branch()).body).toMatchObject({ code: 'precondition_failed' })
  await inbox.giveBack(visitor.id, { answersNow: false })
  expect((await branch()).status).toBe(201)
})

test('canned replies are found by name and text, in either script, with placeholders filled in', async () => {
  const [admin, mine] = [clientOf(server.owner).cannedReplies, clientOf(operator.token).cannedReplies]
  const refund = await mine.add({
    name: '退款规则',
    text: '{{contact.name|您}}好，我是{{me.name}}。退款三天到账，{{agent.name}}可以查进度。',
  })
  await mine.add({ name: 'Opening hours', text: 'We open at nine.' })
  const found = async (search: string) => (await mine.list({ search })).items.map(({ name }) => name)
  expect(await found('退款規則')).toEqual(['退款规则'])
  expect(await found('到账')).toEqual(['退款规则'])
  expect(await found('NINE open')).toEqual(['Opening hours'])
  expect(await found('nine 退款')).toEqual([])
  const visitor = await visitorSaying('怎么退款')
  expect((await mine.fill(visitor.id, refund.id)).text).toBe(
    `Vera好，我是${operator.name}。退款三天到账，Ada可以查进度。`,
  )
  await expect(mine.add({ name: 'opening HOURS', text: 'x' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(mine.add({ name: 'x', text: '{{contact.nmae}}' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await expect(mine.change(refund.id, { name: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  expect((await admin.change(refund.id, { name: 'Refunds' })).text).toBe(refund.text)
  await admin.remove(refund.id)
  expect(await found('Refunds')).toEqual([])
})

test('canned replies are paged by name', async () => {
  const mine = clientOf(operator.token).cannedReplies
  for (const name of ['page c', 'page a', 'page b']) await mine.add({ name, text: 'A page.' })
  const first = await mine.list({ search: 'page', limit: 2 })
  const second = await mine.list({ search: 'page', limit: 2, after: first.nextCursor ?? '' })
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['page a', 'page b', 'page c'])
  expect(second.nextCursor).toBeNull()
})

test('a macro does all its steps, in order', async () => {
  const macro = await clientOf(server.owner).macros.add({
    name: 'Hand on',
    steps: [
      { do: 'take' },
      { do: 'answer', text: 'Dear {{contact.name}}, {{me.name}} looks into it.' },
      { do: 'note', text: 'Asked for {{agent.name}}.' },
      { do: 'label', add: ['billing'], remove: ['new'] },
      { do: 'prioritise', priority: 'high' },
      { do: 'assign', memberId: other.id },
      { do: 'snooze', minutes: 30 },
    ],
  })
  const visitor = await visitorSaying('Where is my invoice?')
  const { inbox } = clientOf(operator.token)
  await inbox.change(visitor.id, { labels: ['new', 'vip'] })
  const after = await clientOf(operator.token).macros.run(visitor.id, macro.id)
  expect(after).toMatchObject({
    assignee: { kind: 'member', member: { id: other.id } },
    state: 'snoozed',
    priority: 'high',
    labels: ['vip', 'billing'],
    lastMessage: { text: `Dear Vera, ${operator.name} looks into it.` },
  })
  expect(after).toEqual(await inbox.read(visitor.id))
  const { items } = await inbox.entries(visitor.id)
  expect(items.map(({ kind, why }) => why ?? kind)).toEqual(['assigned', 'note', 'taken'])
})

test('a macro does nothing if one of its steps is impossible', async () => {
  const macro = await clientOf(server.owner).macros.add({
    name: 'Answer and label',
    steps: [
      { do: 'answer', text: 'Good day.' },
      { do: 'note', text: 'Said good day.' },
      { do: 'label', add: Array.from({ length: 20 }, (_, at) => `label ${at}`) },
    ],
  })
  const visitor = await visitorSaying('Hello')
  const { inbox } = clientOf(operator.token)
  await inbox.change(visitor.id, { labels: ['one more'] })
  // What its agent answers is said before, so that nothing but the macro could change anything.
  await expect
    .poll(async () => {
      const { lastMessage, conversation } = await inbox.read(visitor.id)
      return [lastMessage?.author.kind, conversation.activeReplyId]
    })
    .toEqual(['agent', null])
  const before = [await inbox.read(visitor.id), await inbox.entries(visitor.id)]
  await expect(clientOf(operator.token).macros.run(visitor.id, macro.id)).rejects.toMatchObject({
    code: 'invalid_input',
  })
  expect([await inbox.read(visitor.id), await inbox.entries(visitor.id)]).toEqual(before)
  const messages = await messagesOf(server, visitor.id, 'limit=200', visitor.token)
  expect(messages.map(storedText)).not.toContain('Good day.')
})

test('only administrators manage macros, and steps must be valid', async () => {
  const steps = [{ do: 'take' as const }]
  await expect(clientOf(operator.token).macros.add({ name: 'Mine', steps })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const admin = clientOf(server.owner).macros
  const visitor = await newVisitor(server, agentId)
  await expect(
    admin.add({ name: 'Nobody', steps: [{ do: 'assign', memberId: visitor.id }] }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    admin.add({ name: 'Nothing', steps: [{ do: 'label', add: [], remove: [] }] }),
  ).rejects.toMatchObject({ code: 'invalid_input' })
  const macro = await admin.add({ name: 'Take', steps })
  expect((await admin.change(macro.id, { name: 'Take it' })).steps).toEqual(steps)
  await admin.remove(macro.id)
  expect((await admin.list({ search: 'take it' })).items).toEqual([])
})
