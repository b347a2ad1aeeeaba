import { expect, test } from 'vitest'
import { openStage, type Stage } from '#test/golden/stage.ts'
import { openChatSocket } from './chat-socket.ts'
import { call, LISTEN, ORIGIN, SOON } from './page-calls.ts'

const SESSION = 'session_1700000000000_k3j9x0q2z'

interface Line {
  id: number
  role: string
  content: string
  metadata: { attachments?: { name: string; size: number; url: string }[] } | null
}
interface Listed {
  conversations: { sessionId: string; title: string; messageCount: number }[]
}

const keep = (stage: Stage, role: string, content: string, session = SESSION) =>
  call<Line & { messageId: number }>(stage, `POST /conversations/${session}/messages/`, { role, content })
const history = async (stage: Stage, session = SESSION) =>
  (await call<{ messages: Line[] }>(stage, `GET /conversations/${session}/messages/`)).messages

/** One question by its page: kept, answered over a socket of its own, and the answer sent back to be kept. */
async function converse(stage: Stage, before: object[], content: string) {
  await keep(stage, 'user', content)
  await using socket = await openChatSocket(`${stage.url('mini-chatbox')}/ws/chat/`, { origin: ORIGIN })
  socket.send({ messages: [...before, { role: 'user', content }], user_id: 'default_user' })
  const answer = await socket.answer()
  await keep(stage, 'assistant', answer)
  return [...before, { role: 'user', content }, { role: 'assistant', content: answer }]
}

test('a page talks as it always did, in one conversation with each answer once', async () => {
  await using stage = await openStage({ listen: LISTEN })
  expect((await call<Listed>(stage, 'GET /conversations/?limit=50&offset=0')).conversations).toEqual([])
  await expect(history(stage)).rejects.toThrow('Conversation not found')

  stage.script([{ when: 'first', text: ['One ', 'answer.'] }])
  const after = await converse(stage, [], 'The first question. With more.')
  expect((await call<Listed>(stage, 'GET /conversations/')).conversations).toMatchObject([
    { sessionId: SESSION, messageCount: 2 },
  ])
  stage.script([{ when: 'second', text: ['Another answer.'] }])
  await converse(stage, after, 'The second question')
  expect(await history(stage)).toMatchObject([
    { role: 'user', content: 'The first question. With more.' },
    { role: 'assistant', content: 'One answer.' },
    { role: 'user', content: 'The second question' },
    { role: 'assistant', content: 'Another answer.' },
  ])
  const { conversations } = await call<Listed>(stage, 'GET /conversations/')
  expect(conversations).toHaveLength(1)
  // The model was told what was said before.
  const asked = stage.models.requests.map(({ body }) => JSON.stringify(body))
  expect(asked.some((text) => text.includes('One answer.') && text.includes('The second question'))).toBe(
    true,
  )
})

test('a model generates a title in place of the first sentence, unless a person chose one', async () => {
  await using stage = await openStage({ listen: LISTEN })
  await keep(stage, 'user', 'How do I descale a kettle? Vinegar?')
  const titles = async () =>
    (await call<Listed>(stage, 'GET /conversations/')).conversations.map(({ title }) => title)
  expect(await titles()).toEqual(['How do I descale a kettle'])
  stage.script([
    { when: 'title', text: ['"Descaling a kettle"'] },
    {
      when: 'kettle',
      text: ['With ', 'vinegar', ', ', 'which ', 'you ', 'rinse ', 'out ', 'twice', '.'],
      tps: 5,
    },
  ])
  await using socket = await openChatSocket(`${stage.url('mini-chatbox')}/ws/chat/`, { origin: ORIGIN })
  socket.send({ messages: [{ role: 'user', content: 'How do I descale a kettle? Vinegar?' }] })
  expect(await socket.answer()).toBe('With vinegar, which you rinse out twice.')
  // Its page looks once, as soon as the answer has ended.
  expect(await titles()).toEqual(['Descaling a kettle'])
})

test('closing the socket stops the answer; the page keeps the text up to there', async () => {
  await using stage = await openStage({ listen: LISTEN, env: { PARLEY_TITLES: 'first-words' } })
  await keep(stage, 'user', 'Tell me a long story')
  stage.script([{ text: Array.from({ length: 2_000 }, (_, at) => `word${at} `), tps: 20 }])
  const socket = await openChatSocket(`${stage.url('mini-chatbox')}/ws/chat/`, { origin: ORIGIN })
  socket.send({ messages: [{ role: 'user', content: 'Tell me a long story' }] })
  await expect.poll(() => socket.frames.length, SOON).toBeGreaterThan(2)
  const partial = socket.frames.map(({ delta }) => delta ?? '').join('')
  await socket[Symbol.asyncDispose]()
  await keep(stage, 'assistant', partial)

  await expect.poll(() => history(stage), SOON).toHaveLength(2)
  const [, answer] = await history(stage)
  expect(answer?.content.startsWith(partial.trim())).toBe(true)
  expect(answer?.content).not.toContain('word1999')
})

test('a stream that its reader leaves is stopped too', async () => {
  await using stage = await openStage({ listen: LISTEN, env: { PARLEY_TITLES: 'first-words' } })
  await keep(stage, 'user', 'Another long story')
  stage.script([{ text: Array.from({ length: 2_000 }, (_, at) => `word${at} `), tps: 20 }])
  const leaving = new AbortController()
  const response = await fetch(`${stage.url('mini-chatbox')}/api/chat/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify({ messages: [{ role: 'user', content: 'Another long story' }] }),
    signal: leaving.signal,
  })
  const reader = response.body?.getReader()
  await reader?.read()
  leaving.abort()
  await expect.poll(() => history(stage), SOON).toHaveLength(2)
  expect((await history(stage))[1]?.content).not.toContain('word1999')
})

test('what a page read from files is sent to the model and shown to nobody', async () => {
  await using stage = await openStage({ listen: LISTEN, env: { PARLEY_TITLES: 'first-words' } })
  await keep(stage, 'user', 'What does it say?')
  stage.script([{ text: ['It says hello.'] }])
  const attachments = [{ name: 'note.txt', type: 'text', analysis: { extractedText: 'Hello, reader.' } }]
  const messages = [{ role: 'user', content: 'What does it say?', attachments }]
  const response = await fetch(`${stage.url('mini-chatbox')}/api/chat/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify({ messages }),
  })
  expect(await response.text()).toBe('It says hello.')
  expect(JSON.stringify(stage.models.requests.at(-1)?.body)).toContain('Hello, reader.')
  expect(await history(stage)).toMatchObject([
    { role: 'user', content: 'What does it say?' },
    { role: 'assistant', content: 'It says hello.' },
  ])
})

test('two pages that say the same concurrently are each answered in their own conversation', async () => {
  await using stage = await openStage({ listen: LISTEN, env: { PARLEY_TITLES: 'first-words' } })
  const ask = async (session: string) => {
    await keep(stage, 'user', 'The same words', session)
    await using socket = await openChatSocket(`${stage.url('mini-chatbox')}/ws/chat/`, { origin: ORIGIN })
    socket.send({ messages: [{ role: 'user', content: 'The same words' }] })
    return await socket.answer()
  }
  stage.script([{ text: ['Heard.'] }, { text: ['Heard.'] }])
  expect(await ask('session_1')).toBe('Heard.')
  expect(await ask('session_2')).toBe('Heard.')
  for (const session of ['session_1', 'session_2']) expect(await history(stage, session)).toHaveLength(2)
})

test('the README’s way: a message and the id of its conversation, with a file', async () => {
  await using stage = await openStage({ listen: LISTEN, env: { PARLEY_TITLES: 'first-words' } })
  stage.script([{ text: ['A list.'] }])
  const form = new FormData()
  form.set('message', 'What is in it?')
  form.set('attachments', new File(['Milk and bread'], 'list.txt'))
  const response = await fetch(`${stage.url('mini-chatbox')}/api/chat/send_message/`, {
    method: 'POST',
    headers: { origin: ORIGIN },
    body: form,
  })
  const sent = (await response.json()) as { content: string; conversation_id: string }
  expect(sent.content).toBe('A list.')
  expect(JSON.stringify(stage.models.requests.at(-1)?.body)).toContain('Milk and bread')
  const [question] = await history(stage, sent.conversation_id)
  const [file] = question?.metadata?.attachments ?? []
  expect(file).toMatchObject({ name: 'list.txt', size: 14 })
  const at = stage.url('mini-chatbox')
  expect(await (await fetch(at + file?.url)).text()).toBe('Milk and bread')
  const byStranger = { headers: { authorization: `Bearer ${await stage.tokenOf('ann')}` } }
  expect((await fetch(at + file?.url, byStranger)).status).toBe(404)
  expect((await fetch(`${at}/media/none/x`)).status).toBe(404)
})
