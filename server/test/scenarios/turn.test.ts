import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { collectEvents, type ReceivedEvent, readEventStream } from '#test/support/event-stream.ts'
import {
  converse,
  endOf,
  follow,
  messagesOf,
  openConversation,
  scriptedModels,
  send,
  storedText,
  textOf,
} from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { dial } from '#test/support/socket.ts'

let models: ModelServer
let server: TestServer

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
})
afterAll(async () => {
  await server.close()
  await models.close()
})

test('a message and its answer are stored in order, with the answer’s cost', async () => {
  const conversationId = await openConversation(server)
  const { end, text } = await converse(server, conversationId, '[[say Hello there, 你好 🙂]]')
  expect(text).toBe('Hello there, 你好 🙂')
  expect(end.state).toBe('completed')
  expect(end.usage).toMatchObject({
    model: 'openai/scripted',
    inputTokens: expect.any(Number),
    outputTokens: expect.any(Number),
  })

  const messages = await messagesOf(server, conversationId)
  expect(messages.map(({ seq, role }) => [seq, role])).toEqual([
    [1, 'user'],
    [2, 'assistant'],
  ])
  expect(storedText(messages[1])).toBe(text)
  expect(messages[1]?.reply?.usage.timeToFirstTokenMs).toEqual(expect.any(Number))
})

test('opening a conversation returns what is read of it afterwards', async () => {
  const asked = { title: 'Winter \ud83c', isPrivate: true }
  const { body: opened } = await server.ask<{ id: string }>('POST', '/v1/conversations', { body: asked })
  const { body: read } = await server.ask('GET', `/v1/conversations/${opened.id}`)
  expect(read).toEqual(opened)
  expect(read).toMatchObject({ title: 'Winter \ufffd', assigneeKind: 'agent', messageCount: 0 })
})

test('REST, SSE and a socket follow the same reply concurrently with the same text', async () => {
  const conversationId = await openConversation(server)
  const socket = await dial(server, server.owner)
  const asked = '[[model ttft=50 tps=200 tokens=60]] tell me'
  const sse = await fetch(`${server.url}/v1/conversations/${conversationId}/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.owner}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({ parts: [{ type: 'text', text: asked }] }),
  })
  const events = readEventStream(sse)
  const accepted = (await events.next()).value?.data as { reply: { id: string } }
  const replyId = accepted.reply.id
  socket.send({ type: 'reply.follow', ref: '1', replyId })
  const [bySse, bySocket, byOther] = await Promise.all([
    (async () => {
      const parts: ReplyStreamPart[] = []
      for await (const { data } of events) parts.push(data as ReplyStreamPart)
      return parts
    })(),
    socket.repliesUntilEnd(replyId),
    follow(server, replyId),
  ])
  socket.close()
  const texts = [bySse, bySocket, byOther].map(textOf)
  expect(texts[0]).not.toBe('')
  expect(new Set(texts).size).toBe(1)
  expect(storedText((await messagesOf(server, conversationId))[1])).toBe(texts[0])
})

test('a dropped reader resumes from any cursor with the exact text', async () => {
  const conversationId = await openConversation(server)
  const { sent, parts, text } = await converse(
    server,
    conversationId,
    '[[think 先想一想。]][[model tokens=40 split=1]]',
  )
  const replyId = sent.reply?.id ?? ''
  const cursors = parts.map(({ cursor }) => cursor)
  for (const cut of cursors) {
    const before = parts.slice(0, cursors.indexOf(cut) + 1)
    const after = await follow(server, replyId, cut)
    expect(textOf([...before, ...after])).toBe(text)
  }
  const beyond = await follow(server, replyId, '1.0.999999')
  expect(beyond[0]?.type).toBe('superseded')
  expect(textOf(beyond)).toBe(text)
})

test('a reader that disconnects does not stop the reply', async () => {
  const conversationId = await openConversation(server)
  const { reply } = await send(server, conversationId, '[[model ttft=100 tps=200 tokens=30]]')
  const leaving = new AbortController()
  const response = await fetch(`${server.url}/v1/replies/${reply?.id}/stream`, {
    headers: { authorization: `Bearer ${server.owner}` },
    signal: leaving.signal,
  })
  const reading = readEventStream(response)
  await reading.next()
  leaving.abort()
  const parts = await follow(server, reply?.id ?? '')
  expect(endOf(parts).state).toBe('completed')
})

test('stop ends a reply at once and keeps exactly what was shown', async () => {
  const conversationId = await openConversation(server)
  const { reply } = await send(server, conversationId, '[[model ttft=10 tps=20 tokens=400]]')
  const replyId = reply?.id ?? ''
  const following = follow(server, replyId)
  await new Promise((resolve) => setTimeout(resolve, 400))
  const stopped = await server.ask('POST', `/v1/replies/${replyId}/cancel`)
  expect(stopped.status).toBe(200)
  const parts = await following
  expect(endOf(parts).state).toBe('cancelled')
  expect(textOf(parts)).not.toBe('')
  expect(storedText((await messagesOf(server, conversationId))[1])).toBe(textOf(parts))
  const again = await server.ask<{ state: string }>('POST', `/v1/replies/${replyId}/cancel`)
  expect(again.body.state).toBe('cancelled')
  await expect.poll(() => models.requests.at(-1)?.outcome).toBe('aborted')
})

test('a repeated clientId returns the same message, even for fifty concurrent calls', async () => {
  const conversationId = await openConversation(server)
  const sent = await Promise.all(
    Array.from({ length: 50 }, () => send(server, conversationId, 'only once', { clientId: 'c-1' })),
  )
  expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1)
  expect(new Set(sent.map(({ reply }) => reply?.id)).size).toBe(1)
  expect(sent.filter(({ replayed }) => !replayed)).toHaveLength(1)
  await follow(server, sent[0]?.reply?.id ?? '')
  expect(await messagesOf(server, conversationId)).toHaveLength(2)
  const other = await server.ask('POST', `/v1/conversations/${conversationId}/messages`, {
    body: { clientId: 'c-1', parts: [{ type: 'text', text: 'something else' }] },
  })
  expect([other.status, other.body.code]).toEqual([409, 'conflict'])
})

test('a second message during an answer is queued, rejected or interrupts, as requested', async () => {
  const conversationId = await openConversation(server)
  const first = await send(server, conversationId, '[[model ttft=200 tps=100 tokens=20]] first')
  const second = await send(server, conversationId, '[[say second]]')
  const rejected = await server.ask('POST', `/v1/conversations/${conversationId}/messages`, {
    body: { whenBusy: 'reject', parts: [{ type: 'text', text: 'third' }] },
  })
  expect(rejected.body.code).toBe('conflict')
  expect(endOf(await follow(server, first.reply?.id ?? '')).state).toBe('completed')
  expect(textOf(await follow(server, second.reply?.id ?? ''))).toBe('second')
  const messages = await messagesOf(server, conversationId)
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])

  const slow = await send(server, conversationId, '[[model ttft=10 tps=10 tokens=400]]')
  await new Promise((resolve) => setTimeout(resolve, 200))
  const urgent = await send(server, conversationId, '[[say urgent]]', { whenBusy: 'interrupt' })
  expect(endOf(await follow(server, slow.reply?.id ?? '')).state).toBe('cancelled')
  expect(textOf(await follow(server, urgent.reply?.id ?? ''))).toBe('urgent')
})

test('a queued reply can be stopped before it starts', async () => {
  const conversationId = await openConversation(server)
  const first = await send(server, conversationId, '[[model ttft=300 tokens=5]]')
  const second = await send(server, conversationId, 'never answered')
  const stopped = await server.ask<{ state: string }>('POST', `/v1/replies/${second.reply?.id}/cancel`)
  expect(stopped.body.state).toBe('cancelled')
  expect(endOf(await follow(server, second.reply?.id ?? '')).state).toBe('cancelled')
  expect(endOf(await follow(server, first.reply?.id ?? '')).state).toBe('completed')
  expect(await converse(server, conversationId, '[[say still here]]')).toMatchObject({ text: 'still here' })
})

test('regenerate and edit create branches, and the visible branch can be chosen', async () => {
  const conversationId = await openConversation(server)
  const { sent } = await converse(server, conversationId, '[[say one]]')
  const [question, firstAnswer] = await messagesOf(server, conversationId)
  const regenerated = await server.ask<{ message: { id: string }; reply: { id: string } }>(
    'POST',
    `/v1/messages/${firstAnswer?.id}/regenerate`,
  )
  await follow(server, regenerated.body.reply.id)
  const shown = await messagesOf(server, conversationId)
  expect(shown).toHaveLength(2)
  expect(shown[1]?.siblingIds).toEqual([firstAnswer?.id, regenerated.body.message.id])

  const edited = await server.ask<{ message: { id: string; siblingIds: string[] }; reply: { id: string } }>(
    'POST',
    `/v1/messages/${question?.id}/edit`,
    { body: { parts: [{ type: 'text', text: '[[say two]]' }] } },
  )
  await follow(server, edited.body.reply.id)
  expect(storedText((await messagesOf(server, conversationId))[1])).toBe('two')
  expect(edited.body.message.siblingIds).toEqual([question?.id, edited.body.message.id])

  await server.ask('PATCH', `/v1/conversations/${conversationId}`, {
    body: { headMessageId: firstAnswer?.id },
  })
  expect(storedText((await messagesOf(server, conversationId))[1])).toBe('one')
  await server.ask('PATCH', `/v1/conversations/${conversationId}`, {
    body: { headMessageId: edited.body.message.id },
  })
  expect((await messagesOf(server, conversationId)).map(storedText)).toEqual(['[[say two]]', 'two'])
  const all = await messagesOf(server, conversationId, 'branch=all&limit=200')
  expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])

  const branched = await server.ask<{ id: string }>('POST', `/v1/conversations/${conversationId}/branch`, {
    body: { messageId: firstAnswer?.id },
  })
  const copied = await messagesOf(server, branched.body.id)
  expect(copied.map(storedText)).toEqual([storedText(question), 'one'])
  expect(sent.reply?.id).toBeDefined()
})

test('a failing provider ends the reply with a code, keeps the question, and a retry works', async () => {
  const conversationId = await openConversation(server)
  const { end } = await converse(server, conversationId, '[[model fail=drop at=5 tokens=20]]')
  expect([end.state, end.code]).toEqual(['failed', 'model_failed'])
  const [question, answer] = await messagesOf(server, conversationId)
  expect(question?.role).toBe('user')
  expect(storedText(answer)).not.toBe('')
})

test('a rate limit is waited for and shown, then answered', async () => {
  const conversationId = await openConversation(server)
  const { parts, end } = await converse(
    server,
    conversationId,
    '[[model fail=429 times=1 retryAfter=1 tokens=5]]',
  )
  expect(parts.some(({ type }) => type === 'waiting')).toBe(true)
  expect(end.state).toBe('completed')
})

test('reasoning is separate from the answer', async () => {
  const conversationId = await openConversation(server)
  await converse(server, conversationId, '[[think Let me see.]][[say Done.]]')
  const [, answer] = await messagesOf(server, conversationId)
  expect(answer?.parts.map(({ type }) => type)).toEqual(['reasoning', 'text'])
})

test('a tool is called, its result goes back to the model, and both are stored', async () => {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Clock', tools: ['current_time'] },
  })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  const { end } = await converse(
    server,
    opened.body.id,
    '[[tool current_time {"timeZone":"Asia/Taipei"}]][[say It is late.]]',
  )
  expect(end.state).toBe('completed')
  const [, answer] = await messagesOf(server, opened.body.id)
  expect(answer?.parts.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['tool-call', 'tool-result', 'text']),
  )
})

const typeOf = (event: ReceivedEvent | undefined) => (event as { data: { type: string } }).data.type

test('events cover everything, and resume by number', async () => {
  const conversationId = await openConversation(server)
  const leaving = new AbortController()
  const live = await fetch(`${server.url}/v1/events`, {
    headers: { authorization: `Bearer ${server.owner}` },
    signal: leaving.signal,
  })
  const seen = readEventStream(live)
  const ready = (await seen.next()).value?.data as { number: number }
  await converse(server, conversationId, '[[say hi]]')
  const types: string[] = []
  while (types.at(-1) !== 'reply.ended') types.push(typeOf((await seen.next()).value))
  leaving.abort()
  // What went before may have been numbered only after the stream began.
  expect(types.slice(-3)).toEqual(['message.created', 'reply.started', 'reply.ended'])

  const resumed = await fetch(`${server.url}/v1/events?after=${ready.number}`, {
    headers: { authorization: `Bearer ${server.owner}` },
    signal: AbortSignal.timeout(1_500),
  })
  const replayed: string[] = []
  for await (const { event, data } of readEventStream(resumed)) {
    if (event === 'event') replayed.push((data as { type: string }).type)
    if (replayed.length === types.length) break
  }
  expect(replayed).toEqual(types)
})

test('an Idempotency-Key makes a repeat of any unsafe call harmless', async () => {
  const headers = { 'idempotency-key': 'make-agent-1' }
  const body = { name: 'Once' }
  const [first, second] = await Promise.all([
    server.ask<{ id: string }>('POST', '/v1/agents', { body, headers }),
    server.ask<{ id: string }>('POST', '/v1/agents', { body, headers }),
  ])
  expect(first.body.id).toBe(second.body.id)
  const other = await server.ask('POST', '/v1/agents', { body: { name: 'Other' }, headers })
  expect(other.body.code).toBe('conflict')
})

test('the response to a stream request starts with the stored message', async () => {
  const conversationId = await openConversation(server)
  const response = await fetch(`${server.url}/v1/conversations/${conversationId}/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.owner}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({ clientId: 's', parts: [{ type: 'text', text: '[[say ok]]' }] }),
  })
  const events = await collectEvents(response)
  expect(events[0]?.event).toBe('accepted')
  expect(events.at(-1)?.event).toBe('reply-end')
})

test('malformed model text is stored safely, and its length is preserved', async () => {
  const conversationId = await openConversation(server)
  models.script({ text: ['a\u0000b ', '\ud83d', '\ude42 c', '\ud800'] })
  const { text, end } = await converse(server, conversationId, 'say it')
  expect(end.state).toBe('completed')
  expect(text).toBe('a\ufffdb 🙂 c')
  expect(storedText((await messagesOf(server, conversationId))[1])).toBe(text)
})

test('an agent’s instructions are hidden from those who may only chat with it', async () => {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Sly', instructions: 'Sell!' },
  })
  const user = await server.member('end_user')
  const seen = await server.ask<{ instructions: string }>('GET', `/v1/agents/${agent.body.id}`, {
    token: user.accessToken,
  })
  expect([seen.status, seen.body.instructions]).toEqual([200, ''])
})
