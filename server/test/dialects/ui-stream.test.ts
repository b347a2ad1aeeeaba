import { Chat } from '@ai-sdk/react'
import { DefaultChatTransport, type UIMessage } from 'ai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messagesOf, scriptedModels, storedText } from '#test/support/conversation.ts'
import { makeAgent, OPENING, openHandbook } from '#test/support/handbook.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let agentId: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  const knowledgeBaseIds = [await openHandbook(server)]
  agentId = (await makeAgent(server, { knowledgeBaseIds, tools: ['current_time'] })).id
})

afterAll(async () => {
  await server.close()
  await models.close()
})

const api = () => `${server.url}/compat/ui-stream/chat`
const headers = () => ({ authorization: `Bearer ${server.owner}` })

async function openChat(more: { fetch?: typeof fetch; messages?: UIMessage[]; id?: string } = {}) {
  const opened =
    more.id ?? (await server.ask<{ id: string }>('POST', '/v1/conversations', { body: { agentId } })).body.id
  const { fetch: through, ...init } = more
  const transport = new DefaultChatTransport({ api: api(), headers, ...(through && { fetch: through }) })
  return new Chat({ ...init, id: opened, transport })
}

const textOf = (message: UIMessage | undefined) =>
  (message?.parts ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')

test('the AI SDK’s client shows thoughts, text, tools and sources of a stored reply', async () => {
  const chat = await openChat()
  await chat.sendMessage({ text: `When do you open? [[think Let me look.]] [[say ${OPENING}]]` })
  expect(chat.error).toBeUndefined()
  expect(chat.status).toBe('ready')
  const answer = chat.messages.at(-1)
  expect(answer?.parts.map(({ type }) => type)).toEqual(['reasoning', 'text', 'source-document'])
  expect(answer?.parts[2]).toMatchObject({
    filename: 'Handbook.md',
    providerMetadata: { parley: { number: 1, quote: OPENING.slice(0, -1) } },
  })
  const [question, stored] = await messagesOf(server, chat.id)
  expect(answer?.id).toBe(stored?.id)
  expect(textOf(answer)).toBe(storedText(stored))
  expect(question?.clientId).toBe(chat.messages[0]?.id)

  await chat.sendMessage({ text: 'And the time? [[tool current_time {}]]' })
  expect(chat.messages.at(-1)?.parts[0]).toMatchObject({
    type: 'dynamic-tool',
    toolName: 'current_time',
    state: 'output-available',
  })
  expect((await messagesOf(server, chat.id)).length).toBe(4)

  await chat.regenerate()
  const branch = await messagesOf(server, chat.id)
  expect(branch.length).toBe(4)
  expect(chat.messages.at(-1)?.id).toBe(branch.at(-1)?.id)
})

/** A network that is cut after some words of each answer that is sent. */
function cutting() {
  const cut = new AbortController()
  const through: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (init?.method !== 'POST' || !response.body) return response
    let seen = ''
    const body = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(bytes, controller) {
          if (seen.split('"text-delta"').length < 6) {
            seen += new TextDecoder().decode(bytes)
            return controller.enqueue(bytes)
          }
          cut.abort()
          controller.error(new TypeError('network error'))
        },
      }),
    )
    return new Response(body, { status: response.status, headers: response.headers })
  }
  return { through, wasCut: () => cut.signal.aborted }
}

const LONG = 'Tell me much. [[model tps=100 tokens=120]]'

test('after a cut in mid-answer it resumes, and nothing is shown twice', async () => {
  const { through, wasCut } = cutting()
  const chat = await openChat({ fetch: through })
  await chat.sendMessage({ text: LONG })
  expect(wasCut()).toBe(true)
  expect(textOf(chat.messages.at(-1)).length).toBeGreaterThan(0)
  await chat.resumeStream()
  const stored = (await messagesOf(server, chat.id)).at(-1)
  expect(stored?.reply?.state).toBe('completed')
  expect(textOf(chat.messages.at(-1))).toBe(storedText(stored))
  expect(chat.messages.length).toBe(2)
})

test('a reloaded page resumes, and gets 204 when no answer is in progress', async () => {
  const { through } = cutting()
  const first = await openChat({ fetch: through })
  await first.sendMessage({ text: LONG })
  const second = await openChat({ id: first.id, messages: first.messages.slice(0, 1) })
  await second.resumeStream()
  const stored = (await messagesOf(server, first.id)).at(-1)
  expect(textOf(second.messages.at(-1))).toBe(storedText(stored))
  const idle = await fetch(`${api()}/${first.id}/stream`, { headers: headers() })
  expect(idle.status).toBe(204)
})

test('stopping is a separate call, and the client is notified', async () => {
  const chat = await openChat()
  const talking = chat.sendMessage({ text: 'Go on. [[model tps=20 tokens=400]]' })
  // The first message is the question, which the client shows before it is sent.
  await expect.poll(() => textOf(chat.messages[1]).length).toBeGreaterThan(0)
  const stopped = await fetch(`${api()}/${chat.id}/stop`, { method: 'POST', headers: headers() })
  expect(stopped.status).toBe(204)
  await talking
  const stored = (await messagesOf(server, chat.id)).at(-1)
  expect(stored?.reply?.state).toBe('cancelled')
  expect(textOf(chat.messages.at(-1))).toBe(storedText(stored))
})

test('a failure is an error of the chat, in a person’s words', async () => {
  const chat = await openChat()
  await chat.sendMessage({ text: '[[model fail=500]]' })
  expect(chat.status).toBe('error')
  const reply = (await messagesOf(server, chat.id)).at(-1)?.reply
  expect(chat.error?.message).toBe(reply?.detail)
})

test.each([
  ['a conversation of nobody', crypto.randomUUID()],
  ['an id that is none of ours', 'chat-1'],
])('%s is not there', async (_, id) => {
  const chat = await openChat({ id })
  await chat.sendMessage({ text: 'Hello' })
  expect(chat.error?.message).toContain('There is no such conversation.')
})

test('the header and the end of the protocol are on the wire', async () => {
  const chat = await openChat()
  const response = await fetch(api(), {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json' },
    body: JSON.stringify({
      id: chat.id,
      messages: [{ id: 'm1', role: 'user', parts: [{ type: 'text', text: 'Hi [[say Hello]]' }] }],
      trigger: 'submit-message',
    }),
  })
  expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
  expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/)
})
