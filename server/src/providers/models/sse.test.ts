import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen, modelConfig, modelRequest, type Said } from '#test/support/model-server/model-request.ts'
import type { ScriptedReply } from '#test/support/model-server/scripted-reply.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import type { StreamLimits } from './model-config.ts'
import { openAiCompatible } from './openai-compatible.ts'

const LIMITS: StreamLimits = { firstByteMs: 500, idleMs: 500, totalMs: 5000 }
const MIXED = 'Aé你好🌍👩‍👩‍👧𠮷"\\n。'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.close())

function ask(text: string, limits: Partial<StreamLimits> = {}, signal = new AbortController().signal) {
  const config = modelConfig({ baseUrl: server.openaiBaseUrl, limits: { ...LIMITS, ...limits } })
  return listen(openAiCompatible(config).stream(modelRequest(text, { signal })))
}

function askRaw(packets: (string | Uint8Array)[], contentType = 'text/event-stream'): Promise<Said> {
  server.script({ raw: { status: 200, contentType, packets } })
  return ask('?')
}

const event = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`
const END = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

describe('text is exact', () => {
  test('with every byte in its own packet', async () => {
    expect(await ask(`[[say ${MIXED}]] [[model split=1]]`)).toMatchObject({ text: MIXED, error: null })
  })

  test('split at any point into two reads', async () => {
    const bytes = Buffer.from(event(MIXED) + END)
    for (let at = 1; at < bytes.length; at++) {
      // A body of exactly two chunks: over a socket two packets may be read as one.
      const body = Readable.from([bytes.subarray(0, at), bytes.subarray(at)])
      const call = async () => ({ status: 200, rawHeaders: [], header: () => null, body })
      const said = await listen(openAiCompatible(modelConfig(), call).stream(modelRequest('?')))
      expect([at, said.text, said.error]).toEqual([at, MIXED, null])
    }
  })

  test('when an emoji is cut in two by the provider', async () => {
    const said = await askRaw([event('\ud83c'), event('\udf0d!'), END])
    expect(said.text).toBe('🌍!')
    for (const part of said.parts) if (part.type === 'text-delta') expect(part.text.isWellFormed()).toBe(true)
  })

  test('with a byte order mark, comments, other fields and any line ending', async () => {
    const body = `\ufeff: hello\r\nid: 7\r\nretry: 5\r\nevent: message\r\n${event('a').replaceAll('\n', '\r\n')}: again\n${event('b').replaceAll('\n', '\r')}${END}`
    expect(await askRaw([body])).toMatchObject({ text: 'ab', error: null })
  })

  test('around bytes that are no text at all', async () => {
    const bytes = Buffer.from(event('a~b') + END)
    bytes[bytes.indexOf('~')] = 0xff
    expect(await askRaw([bytes])).toMatchObject({ text: 'a\ufffdb', error: null })
  })
})

describe('an answer that is not one fails', () => {
  const cases: [string, () => Promise<Said>, string][] = [
    ['a page', () => ask('[[model fail=html]]'), 'unreadable'],
    ['an error object under 200', () => ask('[[model fail=json]]'), 'unreadable'],
    ['a page that calls itself a stream', () => askRaw(['<html><body>502</body></html>']), 'cut'],
    ['garbage after some text', () => ask('[[model tokens=8 fail=garbage]]'), 'unreadable'],
    ['JSON of another shape', () => askRaw(['data: null\n\n', END]), 'unreadable'],
    ['a stream without its end', () => ask('[[model tokens=8 fail=cut]]'), 'cut'],
    ['a stream cut inside an event', () => askRaw([event('hi'), event('there').slice(0, 20)]), 'cut'],
    ['a dropped connection', () => ask('[[model tokens=8 fail=drop]]'), 'cut'],
    ['a connection dropped at once', () => ask('[[model fail=drop at=0]]'), 'unreachable'],
    ['an error inside the stream', () => ask('[[model tokens=8 fail=error]]'), 'failed'],
    ['silence before the headers', () => ask('[[model fail=hang at=0]]'), 'timeout'],
    ['silence in the middle', () => ask('[[model tokens=8 fail=hang]]'), 'timeout'],
    ['an answer without end', () => ask('[[model tokens=1000 tps=100]]', { totalMs: 200 }), 'timeout'],
    ['a line of 2 MiB', () => askRaw(Array(32).fill(`data: ${'x'.repeat(65_530)}`)), 'unreadable'],
    [
      'an event of endless lines',
      () => askRaw(Array(32).fill(`data: ${'x'.repeat(65_530)}\n`)),
      'unreadable',
    ],
  ]
  test.each(cases)('%s', async (_, run, kind) => {
    const said = await run()
    expect(said.error).toMatchObject({ kind })
    expect(said.parts.some((part) => part.type === 'finish')).toBe(false)
  })

  test('after 32 MiB', async () => {
    const packet = Buffer.from(`: ${'x'.repeat(1_000_000)}\n`)
    expect((await askRaw(Array(34).fill(packet))).error).toMatchObject({ kind: 'unreadable' })
  })

  test('the text before a failure is kept', async () => {
    expect((await ask('[[model tokens=8 fail=drop at=3]]')).text).toBe('Parley answers in ')
    expect((await ask('[[model tokens=8 fail=garbage at=3]]')).text).toBe('Parley answers in ')
  })
})

test('a redirect is not followed, for it would take the key along', async () => {
  const headers = { location: `${server.url}/elsewhere` }
  server.script({ raw: { status: 307, contentType: 'text/plain', packets: [], headers } })
  const before = server.requests.length
  expect((await ask('?')).error).toMatchObject({ kind: 'refused', status: 307 })
  expect(server.requests.length).toBe(before + 1)
})

test('the end marker may lack the line after it', async () => {
  expect(await askRaw([event('hi'), 'data: [DONE]'])).toMatchObject({ text: 'hi', error: null })
})

test('a stream without [DONE] is complete when it has a finish reason', async () => {
  const said = await askRaw([event('hi'), 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n'])
  expect(said).toMatchObject({ text: 'hi', error: null })
})

test('slow providers are not silent ones', async () => {
  expect((await ask('[[model tokens=10 tps=20]]')).error).toBeNull()
})

test('a slow reader does not count as a silent provider', async () => {
  server.script({ text: ['a', 'b', 'c'], tps: 25 })
  const config = modelConfig({ baseUrl: server.openaiBaseUrl, limits: { ...LIMITS, idleMs: 100 } })
  let text = ''
  for await (const part of openAiCompatible(config).stream(modelRequest('?'))) {
    if (part.type === 'text-delta') text += part.text
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  expect(text).toBe('abc')
})

describe('the socket is freed', () => {
  const outcomeOf = async (reply: Partial<ScriptedReply>, run: () => Promise<unknown>) => {
    server.script(reply)
    await run()
    const request = server.requests.at(-1)
    await request?.closed
    return request?.outcome
  }

  test.each([
    ['while waiting for headers', { fail: 'hang', at: 0 } as const],
    ['in the middle of text', { tps: 50 } as const],
  ])('by an abort %s, which ends the stream with its reason', async (_, reply) => {
    const abort = new AbortController()
    const reason = new Error('the visitor pressed stop')
    const outcome = await outcomeOf(reply, async () => {
      setTimeout(() => abort.abort(reason), 50)
      expect((await ask('?', {}, abort.signal)).error).toBe(reason)
    })
    expect(outcome).toBe('aborted')
  })

  test('by a time limit', async () => {
    expect(await outcomeOf({ fail: 'hang', at: 2 }, () => ask('?'))).toBe('aborted')
  })

  test('by a reader that stops reading', async () => {
    const config = modelConfig({ baseUrl: server.openaiBaseUrl })
    const outcome = await outcomeOf({ tps: 50 }, async () => {
      for await (const _ of openAiCompatible(config).stream(modelRequest('?'))) break
    })
    expect(outcome).toBe('aborted')
  })

  test('but kept by a complete answer: the next request reuses it', async () => {
    const fresh = await startModelServer()
    const model = openAiCompatible(modelConfig({ baseUrl: fresh.openaiBaseUrl }))
    for (let i = 0; i < 3; i++) {
      fresh.script({ raw: { status: 200, contentType: 'text/event-stream', packets: [event('hi') + END] } })
      await listen(model.stream(modelRequest('?')))
      // Until the client has released it, which takes a busy machine a while.
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    await fresh.close()
    expect(new Set(fresh.requests.map(({ clientPort }) => clientPort)).size).toBe(1)
  })
})
