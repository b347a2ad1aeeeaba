import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ExternalTool } from '#kernel/ports.ts'
import { converse, messagesOf, scriptedModels, storedText } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let looked: unknown[] = []
let conversationId = ''

const look: ExternalTool = {
  name: 'look',
  description: 'Looks.',
  inputSchema: { type: 'object', properties: { at: { type: 'string' } } },
  hasEffect: false,
  isOpenWorld: false,
  async call(input) {
    looked.push(input)
    return { output: `seen ${looked.length}`, isError: false }
  },
}

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models), ports: { tools: [look] } })
})
beforeEach(async () => {
  looked = []
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Ada', tools: ['look'] },
  })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  conversationId = opened.body.id
})
afterAll(async () => {
  await server.close()
  await models.close()
})

/** Lets the model call so, step by step, and say something at last; answers what became of it. */
async function ask(steps: { name: string; arguments: string }[][], last: string | null = 'So it is.') {
  const before = models.requests.length
  models.script(...steps.map((toolCalls) => ({ toolCalls })), ...(last === null ? [] : [{ text: [last] }]))
  const { end } = await converse(server, conversationId, 'Look.')
  const answer = (await messagesOf(server, conversationId)).at(-1)
  const results = (answer?.parts ?? []).flatMap((part) => (part.type === 'tool-result' ? [part] : []))
  const asked = models.requests.slice(before).map(({ body }) => JSON.stringify(body))
  return { end, answer, results, asked }
}
/** The next question is answered as if nothing had been. */
async function goesOn() {
  models.script({ text: ['Still here.'] })
  expect((await converse(server, conversationId, 'And now?')).text).toBe('Still here.')
}

test.each([
  ['arguments that are no JSON', { name: 'look', arguments: '{"at":' }, 'The arguments were not valid JSON.'],
  ['a tool that is not there', { name: 'burn', arguments: '{}' }, 'There is no tool named burn.'],
])('the model is told once about %s, and may correct it', async (_, bad, told) => {
  const { end, answer, results, asked } = await ask([[bad]])
  expect(end.state).toBe('completed')
  expect(storedText(answer)).toBe('So it is.')
  expect(results).toMatchObject([{ isError: true, output: told }])
  expect(looked).toEqual([])
  expect(asked).toHaveLength(2)
  expect(asked[1]).toContain(told)
})

test.each([
  ['arguments that are no JSON', { name: 'look', arguments: '{"at":' }],
  ['a tool that is not there', { name: 'burn', arguments: '{}' }],
])('a model that keeps making bad calls is stopped: %s', async (_, bad) => {
  const { end, asked } = await ask([[bad], [bad]], null)
  expect(end).toMatchObject({ state: 'failed', code: 'upstream_failed' })
  expect(asked).toHaveLength(2)
  expect(looked).toEqual([])
  await goesOn()
})

test('a good call beside a bad one is made', async () => {
  const good = { name: 'look', arguments: '{"at":"sea"}' }
  const bad = { name: 'burn', arguments: '{}' }
  const { end, results } = await ask([[bad, good], [bad, good], [good]])
  expect(end.state).toBe('completed')
  expect(results.map(({ isError }) => isError)).toEqual([true, false, true, false, false])
  expect(looked).toHaveLength(3)
})

test('of a thousand calls in one step, none is made', async () => {
  const calls = Array.from({ length: 1_000 }, (_, at) => ({ name: 'look', arguments: `{"at":"${at}"}` }))
  const { end, asked } = await ask([calls], null)
  expect(end).toMatchObject({ state: 'failed', code: 'upstream_failed' })
  expect(end.detail).toContain('too many tools')
  expect(asked).toHaveLength(1)
  expect(looked).toEqual([])
  await goesOn()
})

test('a model that calls endlessly is stopped', async () => {
  const call = [{ name: 'look', arguments: '{}' }]
  const { end, asked } = await ask(
    Array.from({ length: 8 }, () => call),
    null,
  )
  expect(end).toMatchObject({ state: 'failed', code: 'upstream_failed' })
  expect(end.detail).toContain('without giving an answer')
  expect(asked).toHaveLength(8)
  expect(looked).toHaveLength(7)
  // The last time it was offered none, so that it would answer.
  expect(asked.at(-1)).not.toContain('"tools"')
  await goesOn()
})

test('calls with the same ID are distinguished, within a step and across several', async () => {
  const step = (first: string, second: string) => ({
    raw: {
      status: 200,
      contentType: 'text/event-stream',
      packets: [chunk([call(0, first), call(1, second)], null), chunk([], 'tool_calls'), 'data: [DONE]\n\n'],
    },
  })
  models.script(step('north', 'south'), step('east', 'west'), { text: ['Seen.'] })
  const { end } = await converse(server, conversationId, 'Look around.')
  expect(end.state).toBe('completed')
  const { parts = [] } = (await messagesOf(server, conversationId)).at(-1) ?? {}
  const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [part] : []))
  const results = parts.flatMap((part) => (part.type === 'tool-result' ? [part] : []))
  expect(calls.map(({ input }) => input)).toEqual(['north', 'south', 'east', 'west'].map((at) => ({ at })))
  expect(new Set(calls.map(({ callId }) => callId)).size).toBe(4)
  expect(results.map(({ callId }) => callId)).toEqual(calls.map(({ callId }) => callId))
  expect(looked).toHaveLength(4)
})

const call = (index: number, at: string) => ({
  index,
  id: 'same',
  type: 'function',
  function: { name: 'look', arguments: JSON.stringify({ at }) },
})
const chunk = (calls: object[], reason: string | null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'scripted',
    choices: [
      {
        index: 0,
        delta: calls.length > 0 ? { role: 'assistant', tool_calls: calls } : {},
        finish_reason: reason,
      },
    ],
  })}\n\n`
