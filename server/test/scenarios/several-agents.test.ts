import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import {
  converse,
  endOf,
  follow,
  type Messages,
  messagesOf,
  scriptedModels,
  send,
  storedText,
} from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
const ids: Record<string, string> = {}

const make = async (name: string, more: object = {}) =>
  (await server.ask<Agent>('POST', '/v1/agents', { body: { name, instructions: `I am ${name}.`, ...more } }))
    .body.id

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models), settings: { leaseMs: 60_000 } })
  for (const name of ['Ada', 'Bert', 'Carl']) ids[name] = await make(name)
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const open = async (name = 'Ada', token = server.owner) =>
  (await server.ask<Conversation>('POST', '/v1/conversations', { token, body: { agentId: ids[name] } })).body
    .id
const add = (conversationId: string, name: string, token = server.owner) =>
  server.ask<Conversation>('POST', `/v1/conversations/${conversationId}/agents`, {
    token,
    body: { agentId: ids[name] },
  })
const remove = (conversationId: string, name: string) =>
  server.ask<Conversation>('DELETE', `/v1/conversations/${conversationId}/agents/${ids[name]}`)
const handTo = (conversationId: string, name: string, token = server.owner) =>
  server.ask<Conversation>('PATCH', `/v1/conversations/${conversationId}`, {
    token,
    body: { agentId: ids[name] },
  })
const read = async (conversationId: string) =>
  (await server.ask<Conversation>('GET', `/v1/conversations/${conversationId}`)).body
/** Who said what, and how its writing stands. */
const told = (messages: Messages) =>
  messages.map((message) => `${message.role === 'user' ? 'I' : message.author.name}: ${storedText(message)}`)
const quiet = async (conversationId: string) =>
  expect.poll(async () => (await read(conversationId)).activeReplyId).toBeNull()
const lastRequest = () => JSON.stringify(models.requests.at(-1)?.body)
const transfersTo = (agent: string, reason: string) => ({
  toolCalls: [{ name: 'transfer_to_agent', arguments: JSON.stringify({ agent, reason }) }],
})

test('agents join, answer once when addressed, and leave', async () => {
  const conversationId = await open()
  expect((await add(conversationId, 'Bert')).body.agentIds).toEqual([ids.Ada, ids.Bert])
  await converse(server, conversationId, '[[say I am the first.]]')
  await converse(server, conversationId, 'And you, @bert? [[say I am the second.]]')
  expect(lastRequest()).toContain('I am Bert.')
  expect(lastRequest()).toContain('(Ada, another agent, said:)')
  await converse(server, conversationId, 'Write to me@carl.org or @Bertha [[say I am here again.]]')
  expect(told(await messagesOf(server, conversationId)).filter((line) => !line.startsWith('I:'))).toEqual([
    'Ada: I am the first.',
    'Bert: I am the second.',
    'Ada: I am here again.',
  ])
  expect((await read(conversationId)).agentId).toBe(ids.Ada)

  const left = (await remove(conversationId, 'Ada')).body
  expect(left).toMatchObject({ agentId: ids.Bert, agentIds: [ids.Bert] })
  expect((await remove(conversationId, 'Bert')).status).toBe(412)
  expect((await remove(conversationId, 'Carl')).status).toBe(404)
})

test('a single agent is replaced by another; among several, both stay', async () => {
  const conversationId = await open()
  expect((await handTo(conversationId, 'Bert')).body.agentIds).toEqual([ids.Bert])
  await add(conversationId, 'Ada')
  expect((await handTo(conversationId, 'Carl')).body.agentIds).toEqual([ids.Carl, ids.Bert, ids.Ada])
})

test('a transfer during an answer lets it finish; queued replies move to the new agent', async () => {
  const conversationId = await open()
  const first = await send(server, conversationId, '[[model ttft=80 tps=40 tokens=24]]')
  await send(server, conversationId, '[[say From the new one.]]')
  await handTo(conversationId, 'Bert')
  expect(endOf(await follow(server, first.reply?.id ?? '')).state).toBe('completed')
  await quiet(conversationId)
  const messages = await messagesOf(server, conversationId)
  expect(
    messages.map(({ author }) => author.name).filter((name) => name === 'Ada' || name === 'Bert'),
  ).toEqual(['Ada', 'Bert'])
  expect(storedText(messages.at(-1))).toBe('From the new one.')
  expect(lastRequest()).toContain('I am Bert.')
})

test('an agent transfers by tool: the next one answers the same question, and knows why', async () => {
  const conversationId = await open()
  await add(conversationId, 'Bert')
  models.script(transfersTo('Bert', 'It is about money.'), { text: ['Money is mine.'] })
  const sent = await send(server, conversationId, 'What does it cost?')
  await follow(server, sent.reply?.id ?? '')
  await quiet(conversationId)
  const messages = await messagesOf(server, conversationId)
  expect(messages.map(({ author, seq }) => `${seq} ${author.name}`).slice(1)).toEqual(['2 Ada', '3 Bert'])
  expect(storedText(messages.at(-1))).toBe('Money is mine.')
  expect(lastRequest()).toContain('(Ada transferred the conversation to you: It is about money.)')
  // Whoever had the question before is not offered it again.
  expect(lastRequest()).not.toContain('transfer_to_agent')
  expect(await read(conversationId)).toMatchObject({ agentId: ids.Bert, agentIds: [ids.Bert, ids.Ada] })

  await converse(server, conversationId, 'Thanks [[say Any time.]]')
  expect(told(await messagesOf(server, conversationId)).at(-1)).toBe('Bert: Any time.')
  expect(lastRequest()).toContain('transfer_to_agent')
})

test('a single agent can only transfer to its transfer targets', async () => {
  ids.Dora = await make('Dora', { transferTargetIds: [ids.Carl] })
  const alone = await open()
  await converse(server, alone, '[[say Alone.]]')
  expect(lastRequest()).not.toContain('transfer_to_agent')
  const conversationId = await open('Dora')
  models.script(transfersTo('Bert', 'No transfer target.'), { text: ['Then I say it.'] })
  await converse(server, conversationId, 'Hello')
  await quiet(conversationId)
  expect(told(await messagesOf(server, conversationId)).slice(1)).toEqual(['Dora: Then I say it.'])
  models.script(transfersTo('Carl', 'A transfer target.'), { text: ['Carl here.'] })
  await converse(server, conversationId, 'And now?')
  await quiet(conversationId)
  expect(told(await messagesOf(server, conversationId)).slice(-2)).toEqual(['Dora: ', 'Carl: Carl here.'])
})

test('messages sent meanwhile are answered by the new agent, and nothing is answered twice', async () => {
  const conversationId = await open()
  await add(conversationId, 'Bert')
  models.script({ ...transfersTo('Bert', 'Yours.'), ttft: 150 }, { text: ['Both answered.'] })
  await send(server, conversationId, 'One?')
  await send(server, conversationId, 'Two?')
  await quiet(conversationId)
  expect(told(await messagesOf(server, conversationId))).toEqual([
    'I: One?',
    'Ada: ',
    'I: Two?',
    'Bert: Both answered.',
  ])
  expect(lastRequest()).toContain('(Ada transferred the conversation to you: Yours.)')
})

test('a person’s choice meanwhile prevails', async () => {
  const conversationId = await open()
  await add(conversationId, 'Bert')
  models.script({ ...transfersTo('Bert', 'Yours.'), ttft: 150 }, { text: ['I stay out of it.'] })
  const sent = await send(server, conversationId, 'One?')
  await handTo(conversationId, 'Carl')
  await follow(server, sent.reply?.id ?? '')
  await quiet(conversationId)
  const [, answer, ...more] = await messagesOf(server, conversationId)
  expect([answer?.author.name, storedText(answer), more.length]).toEqual(['Ada', 'I stay out of it.', 0])
  expect((await read(conversationId)).agentId).toBe(ids.Carl)
})

test('a question is handed on at most three times', async () => {
  for (const name of ['Emil', 'Fay']) ids[name] = await make(name)
  const conversationId = await open()
  for (const name of ['Bert', 'Carl', 'Emil', 'Fay']) await add(conversationId, name)
  models.script(transfersTo('Bert', '1'), transfersTo('Carl', '2'), transfersTo('Emil', '3'), {
    text: ['It ends here.'],
  })
  await send(server, conversationId, 'Who?')
  await quiet(conversationId)
  expect(told(await messagesOf(server, conversationId)).slice(1)).toEqual([
    'Ada: ',
    'Bert: ',
    'Carl: ',
    'Emil: It ends here.',
  ])
  expect(lastRequest()).not.toContain('transfer_to_agent')
})

test('a person chooses only among visible agents', async () => {
  const { accessToken: customer } = await server.member('end_user')
  const theirs = await open('Ada', customer)
  expect((await add(theirs, 'Bert', customer)).status).toBe(200)
  const mine = await open()
  expect((await add(mine, 'Bert', customer)).status).toBe(404)
  const key = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    token: customer,
    body: { name: 'blind', scopes: ['conversation:read', 'conversation:write'] },
  })
  expect((await add(theirs, 'Carl', key.body.secret)).status).toBe(404)
  expect((await handTo(theirs, 'Carl', key.body.secret)).status).toBe(404)
  expect((await handTo(theirs, 'Bert', key.body.secret)).status).toBe(200)
})

/** Asks in a protocol that answers with a stream. */
const askStream = (conversationId: string, text: string) =>
  fetch(`${server.url}/compat/ui-stream/chat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: conversationId,
      trigger: 'submit-message',
      messages: [{ id: 'm1', role: 'user', parts: [{ type: 'text', text }] }],
    }),
  })
const chunksIn = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as { type: string; delta?: string })

test('a protocol with one answer per question gets everything that the agents said', async () => {
  const conversationId = await open()
  await add(conversationId, 'Bert')
  models.script(transfersTo('Bert', 'Yours.'), { text: ['Bert says it.'] })
  const chunks = chunksIn(await (await askStream(conversationId, 'Who?')).text())
  const types = chunks.map(({ type }) => type)
  expect(types.filter((type) => type === 'start' || type === 'finish')).toEqual(['start', 'finish'])
  expect(JSON.stringify(chunks)).toContain('Bert says it.')
})

/** What a model says that speaks before it hands over. */
function speaksAndHandsOver(content: string, agent: string) {
  const { toolCalls } = transfersTo(agent, 'Yours.')
  const calls = toolCalls.map((call, index) => ({ index, id: 'call', type: 'function', function: call }))
  const chunk = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ model: 'scripted', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
  const packets = [chunk({ content }, null), chunk({ tool_calls: calls }, 'tool_calls'), 'data: [DONE]\n\n']
  return { raw: { status: 200, contentType: 'text/event-stream', packets } }
}

/** The first agent speaks and hands over; the process of the second dies in its first word. */
const scriptDeath = () =>
  models.script(
    speaksAndHandsOver('Ada says this.', 'Bert'),
    { text: ['Half', ' more'], fail: 'hang', at: 1 },
    { text: ['Bert says that.'] },
  )
const dieNow = () =>
  server.app.database.system(
    async (tx) =>
      void (await sql`UPDATE jobs SET lease_until = now() - interval '1 second', lease_owner = 'frozen' WHERE state = 'running'`.execute(
        tx,
      )),
  )

test('if the second agent restarts, the single answer still contains the first one’s text', async () => {
  const opened = await server.ask<{ id: string }>('POST', '/compat/agentchat/api/sessions')
  await add(opened.body.id, 'Bert')
  scriptDeath()
  const answering = server.ask<{ content: string }>(
    'POST',
    `/compat/agentchat/api/sessions/${opened.body.id}/chat`,
    { body: { source: 'user', content: 'Who?' } },
  )
  await expect.poll(async () => told(await messagesOf(server, opened.body.id)).at(-1)).toBe('Bert: Half')
  await dieNow()
  expect((await answering).body.content).toBe('Ada says this.\n\nBert says that.')
})

test('and its stream gets all of it again', async () => {
  const conversationId = await open()
  await add(conversationId, 'Bert')
  scriptDeath()
  const stream = (await askStream(conversationId, 'Who?')).body?.pipeThrough(new TextDecoderStream())
  let text = ''
  for await (const piece of stream ?? []) {
    const hadHalf = text.includes('Half')
    text += piece
    if (!hadHalf && text.includes('Half')) await dieNow()
  }
  const chunks = chunksIn(text)
  const afterReset = chunks.slice(chunks.findIndex(({ type }) => type === 'reset-step'))
  expect(afterReset.flatMap(({ delta }) => delta ?? [])).toEqual(['Ada says this.', 'Bert says that.'])
})

test('a client that applies events has what it would fetch again', async () => {
  const conversationId = await open()
  const key = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    body: { name: 'client', scopes: ['*'] },
  })
  const client = openClient({ baseUrl: server.url, credentials: { apiKey: key.body.secret } })
  const fetched = async () => ({
    facts: await read(conversationId),
    said: told(await messagesOf(server, conversationId)),
  })
  let held = await fetched()
  const leaving = new AbortController()
  const ready = Promise.withResolvers<void>()
  const hearing = (async () => {
    for await (const part of client.followEvents({ signal: leaving.signal })) {
      if (part.type === 'ready') ready.resolve()
      if (part.type !== 'event' || !('conversationId' in part.event.payload)) continue
      if (part.event.payload.conversationId === conversationId) held = await fetched()
    }
  })()
  await ready.promise
  await add(conversationId, 'Bert')
  models.script(transfersTo('Bert', 'Yours.'), { text: ['Mine.'] })
  await send(server, conversationId, 'Who?')
  await quiet(conversationId)
  await add(conversationId, 'Carl')
  await send(server, conversationId, '[[model ttft=100 tokens=4]]')
  await send(server, conversationId, '[[say The last word.]]')
  await handTo(conversationId, 'Carl')
  await quiet(conversationId)
  await remove(conversationId, 'Ada')
  await expect.poll(async () => held).toEqual(await fetched())
  expect(held.said.at(-1)).toBe('Carl: The last word.')
  leaving.abort()
  await hearing
})
