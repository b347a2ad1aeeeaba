import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTraceCollector, type TraceCollector } from '#test/support/trace-collector.ts'
import { openTraces } from './open-traces.ts'
import type { SamplerConfig, TracesConfig } from './traces-config.ts'

let collector: TraceCollector

beforeAll(async () => {
  collector = await startTraceCollector()
})
beforeEach(() => {
  collector.spans.length = 0
  collector.statuses.length = 0
})
afterAll(() => collector[Symbol.asyncDispose]())

function opened(given: Partial<TracesConfig> = {}) {
  const counted = { sent: 0, dropped: 0 }
  const lines: string[] = []
  const log = {
    warn: (_: object, line: string) => lines.push(line),
    info: (_: object, line: string) => lines.push(line),
  }
  const config: TracesConfig = {
    url: `${collector.url}/v1/traces`,
    headers: {},
    isCompressed: false,
    timeoutMs: 5_000,
    resource: { 'service.name': 'test' },
    sampler: { name: 'parentbased_always_on', ratio: 1 },
    queueMax: 100,
    batchMax: 10,
    everyMs: 20,
    valueLengthMax: 10,
    tellsContent: false,
    ...given,
  }
  const traces = openTraces(config, { log, count: (outcome, count) => (counted[outcome] += count) })
  return { traces, counted, lines }
}

test('spans keep their parents across awaits and concurrent work', async () => {
  const { traces } = opened()
  const root = traces.begin('root', { shared: { whose: 'mine' } })
  await traces.run(root, () =>
    Promise.all(
      ['a', 'b'].map(async (name) => {
        const span = traces.begin(name)
        await traces.run(span, async () => {
          await new Promise((go) => setTimeout(go, 1))
          traces.begin(`${name} within`, { attributes: { long: 'x'.repeat(50), none: null } }).end()
        })
        span.end('broken')
      }),
    ),
  )
  root.end()
  await traces.close()
  const of = (name: string) => collector.named(name)[0]
  expect(of('a within')?.parentSpanId).toBe(of('a')?.spanId)
  expect(of('b within')?.parentSpanId).toBe(of('b')?.spanId)
  expect(of('a')).toMatchObject({ parentSpanId: of('root')?.spanId, hasFailed: true })
  expect(of('a within')?.attributes).toEqual({ whose: 'mine', long: 'x'.repeat(10) })
  expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1)
})

test('a collector that asks to wait gets the same spans later; one that refuses them is not retried', async () => {
  const { traces, counted, lines } = opened()
  collector.statuses.push(503)
  traces.begin('later').end()
  await expect.poll(() => counted.sent).toBe(1)
  expect(collector.named('later')).toHaveLength(1)
  collector.statuses.push(400)
  traces.begin('refused').end()
  await expect.poll(() => counted.dropped).toBe(1)
  traces.begin('taken').end()
  await expect.poll(() => counted.sent).toBe(2)
  expect(collector.named('refused')).toEqual([])
  expect(lines).toEqual([
    'The trace collector does not accept traces; they are dropped.',
    'The trace collector accepts traces again.',
  ])
  await traces.close()
})

test('without a reachable collector, no more spans are kept than the queue holds', async () => {
  const { traces, counted } = opened({ url: 'http://127.0.0.1:9/v1/traces', queueMax: 5, batchMax: 5 })
  for (let at = 0; at < 50; at += 1) traces.begin('one').end()
  // The first batch is on its way, and the next is what the queue holds.
  expect(counted.dropped).toBe(40)
  await traces.close()
})

test('an unsampled trace is not exported, and neither are its children', async () => {
  const { traces, counted } = opened({ sampler: { name: 'always_off', ratio: 1 } })
  const span = traces.begin('nothing')
  traces.run(span, () => traces.begin('within').end())
  span.end()
  expect(span.traceParent).toMatch(/-00$/)
  await traces.close()
  expect([counted, collector.spans]).toEqual([{ sent: 0, dropped: 0 }, []])
})

const [TRACE, SPAN] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']

test.each<[SamplerConfig['name'], number, boolean | null, boolean]>([
  ['always_on', 1, false, true],
  ['always_off', 1, true, false],
  ['traceidratio', 0, true, false],
  ['traceidratio', 1, false, true],
  ['parentbased_always_on', 1, false, false],
  ['parentbased_always_on', 1, null, true],
  ['parentbased_always_off', 1, true, true],
  ['parentbased_always_off', 1, null, false],
  ['parentbased_traceidratio', 0, true, true],
  ['parentbased_traceidratio', 0, null, false],
])('%s of %d below a parent that is sampled (%s): %s', async (name, ratio, isSampled, expected) => {
  const { traces } = opened({ sampler: { name, ratio } })
  const parent = isSampled === null ? null : `00-${TRACE}-${SPAN}-0${Number(isSampled)}`
  expect(traces.begin('one', { parent }).traceParent.endsWith('-01')).toBe(expected)
  await traces.close()
})

test('a ratio samples that share of all traces', async () => {
  const { traces } = opened({ sampler: { name: 'traceidratio', ratio: 0.25 } })
  const spans = Array.from({ length: 4_000 }, () => traces.begin('one', { parent: null }))
  const sampled = spans.filter(({ traceParent }) => traceParent.endsWith('-01'))
  expect(sampled.length / spans.length).toBeCloseTo(0.25, 1)
  await traces.close()
})

test('a span continues the trace of a valid traceparent, and starts its own for any other text', async () => {
  const { traces } = opened()
  const traceOf = (parent: string) => traces.begin('one', { parent }).traceId
  expect(traceOf(`00-${TRACE}-${SPAN}-01`)).toBe(TRACE)
  // A later version may be longer.
  expect(traceOf(`01-${TRACE}-${SPAN}-02-more`)).toBe(TRACE)
  for (const wrong of [
    `00-${TRACE}-${SPAN}-01-more`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    '',
  ])
    expect(traceOf(wrong)).toMatch(/^(?!0af7651916cd43dd8448eb211c80319c)[0-9a-f]{32}$/)
  await traces.close()
})
