import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fault } from '#kernel/fault.ts'
import { listen, modelConfig, modelRequest, TEST_KEY } from '#test/support/model-server/model-request.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openModels } from './open-models.ts'

const PAUSES = { tries: 3, firstPauseMs: 5, longestPauseMs: 1500 }
const limits = { firstByteMs: 20_000, idleMs: 20_000, totalMs: 60_000 }

let server: ModelServer
let warnings: object[]
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.close())

function open(withFallback = false, baseUrl = server.openaiBaseUrl) {
  warnings = []
  const first = modelConfig({ baseUrl, limits, fallback: withFallback ? 'anthropic/second' : null })
  const models = [first]
  if (withFallback) {
    models.push(
      modelConfig({
        id: 'anthropic/second',
        provider: 'anthropic',
        baseUrl: server.anthropicBaseUrl,
        limits,
      }),
    )
  }
  const log = { warn: (fields: object) => void warnings.push(fields) }
  return openModels({ models, defaultModel: first.id }, log, PAUSES).find(null)
}

/** The output, and the number of requests. */
async function ask(text: string, model = open()) {
  const before = server.requests.length
  const said = await listen(model.stream(modelRequest(text)))
  const retries = said.parts.filter((part) => part.type === 'retry')
  return { ...said, retries, asked: server.requests.length - before }
}

test.each([408, 409, 429, 500, 502, 503, 504, 529])('%i is retried, and reported', async (status) => {
  const said = await ask(`[[model fail=${status} times=2]] [[say Done.]] ${status}`)
  expect(said).toMatchObject({ text: 'Done.', error: null, asked: 3 })
  const retry = {
    type: 'retry',
    reason: expect.stringMatching(/^The model provider/),
    retryInMs: expect.any(Number),
  }
  expect(said.retries).toEqual([retry, retry])
})

test.each([
  [400, 'The model provider refused the request.'],
  [401, 'The model provider refused the key.'],
  [403, 'The model provider refused the key.'],
  [404, 'The model provider does not know this model.'],
])('%i is not', async (status, message) => {
  const said = await ask(`[[model fail=${status}]]`)
  expect(said.asked).toBe(1)
  expect(said.error).toMatchObject({ code: 'upstream_failed', message })
})

test.each([
  [429, 'rate_limited'],
  [500, 'upstream_failed'],
  [529, 'unavailable'],
])('a %i that stays ends as %s after three tries', async (status, code) => {
  const said = await ask(`[[model fail=${status}]]`)
  expect(said).toMatchObject({ asked: 3, error: { code } })
  expect(said.error).toBeInstanceOf(Fault)
})

test('the pause is the one the provider requests', async () => {
  const started = performance.now()
  const said = await ask('[[model fail=429 times=1 retryAfter=0.3]] [[say Done.]]')
  expect(said).toMatchObject({ text: 'Done.', retries: [{ retryInMs: 300 }] })
  expect(performance.now() - started).toBeGreaterThan(290)
})

test('the pause may be given as a date', async () => {
  const date = new Date(Date.now() + 1000).toUTCString()
  server.script({ fail: '503', retryAfter: date }, { text: ['Done.'] })
  const said = await ask('?')
  expect(said.text).toBe('Done.')
  expect(said.retries[0]?.retryInMs).toBeLessThanOrEqual(1000)
})

test('a pause that is too long is not waited for, but passed on', async () => {
  const said = await ask('[[model fail=429 retryAfter=120]]')
  expect(said).toMatchObject({ asked: 1, error: { code: 'rate_limited', retryAfterSeconds: 120 } })
})

test('an account without credit is not retried', async () => {
  const packets = [JSON.stringify({ error: { code: 'insufficient_quota' } })]
  server.script({ raw: { status: 429, contentType: 'application/json', packets } })
  expect(await ask('?')).toMatchObject({ asked: 1, error: { code: 'upstream_failed' } })
})

test('a failed connection is retried', async () => {
  server.script({ fail: 'drop', at: 0 }, { text: ['Done.'] })
  expect(await ask('?')).toMatchObject({ text: 'Done.', asked: 2 })
  const nobody = open(false, 'http://127.0.0.1:9')
  expect(await ask('?', nobody)).toMatchObject({ retries: { length: 2 }, error: { code: 'unavailable' } })
})

test('after the first text nothing is restarted', async () => {
  const said = await ask('[[model tokens=8 fail=drop at=3]]', open(true))
  expect(said).toMatchObject({ text: 'Parley answers in ', asked: 1, retries: [] })
  expect(said.error).toMatchObject({
    code: 'upstream_failed',
    message: 'The model provider’s answer ended unexpectedly.',
  })
})

test('a tool call counts as text: the tool may be running already', async () => {
  const first = modelConfig({
    id: 'anthropic/a',
    provider: 'anthropic',
    baseUrl: server.anthropicBaseUrl,
    limits,
  })
  const models = openModels({ models: [first], defaultModel: first.id }, { warn: () => {} }, PAUSES)
  const said = await ask('[[tool look {"at":1}]] [[model fail=cut at=99]]', models.find(null))
  expect(said).toMatchObject({ asked: 1, error: { code: 'upstream_failed' } })
  expect(said.parts.filter((part) => part.type === 'tool-call')).toHaveLength(1)
})

test('thinking does not count as text', async () => {
  const said = await ask('[[think Hmm, let me]] [[say Done.]] [[model fail=drop at=2 times=1]]')
  expect(said).toMatchObject({ text: 'Done.', asked: 2 })
})

test('the fallback answers under its own name', async () => {
  server.script({ fail: '401' }, { text: ['From the second.'] })
  const said = await ask('?', open(true))
  expect(said).toMatchObject({ text: 'From the second.', error: null, asked: 2 })
  expect(said.parts.at(-1)).toMatchObject({ type: 'finish', model: 'anthropic/second' })
  expect(server.requests.at(-1)?.path).toBe('/v1/messages')
  expect(warnings).toEqual([expect.objectContaining({ model: 'openai/scripted', attempt: 1 })])
})

test('the fallback is tried as often, and its failure is the one reported', async () => {
  server.script(
    { fail: '500' },
    { fail: '500' },
    { fail: 'html' },
    { fail: '429' },
    { fail: '429' },
    { fail: '403' },
  )
  const said = await ask('?', open(true))
  expect(said).toMatchObject({ asked: 6, error: { message: 'The model provider refused the key.' } })
  expect(said.error).toMatchObject({ internal: expect.stringMatching(/^anthropic\/second: .*403/) })
})

test('an abort ends the pause, with its reason', async () => {
  const abort = new AbortController()
  server.script({ fail: '429', retryAfter: '1' })
  const said = await listen(open().stream(modelRequest('?', { signal: abort.signal })), (part) => {
    if (part.type === 'retry') setTimeout(() => abort.abort('stopped'), 10)
  })
  expect(said.error).toBe('stopped')
})

test.each(['400', '401', '404', '429', '500', 'html', 'json', 'error', 'garbage'])(
  'the description of %s contains neither the key nor the provider’s words',
  async (fail) => {
    const { error } = await ask(`[[model fail=${fail} at=0]]`)
    expect(error).toBeInstanceOf(Fault)
    const all = JSON.stringify([
      error,
      { ...(error as Fault) },
      String(error),
      (error as Fault).stack,
      warnings,
    ])
    expect(all).not.toContain(TEST_KEY)
    expect(all).not.toMatch(/scripted;|Sign in/i)
    expect((error as Fault).cause).toBeUndefined()
  },
)
