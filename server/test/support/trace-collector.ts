import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** A span as a collector keeps it; moments in nanoseconds. */
export interface ReceivedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  readonly kind: number
  readonly startedAt: bigint
  readonly endedAt: bigint
  readonly hasFailed: boolean
  readonly attributes: Readonly<Record<string, unknown>>
  readonly resource: Readonly<Record<string, unknown>>
}

/** Somebody else's collector of traces: it takes OTLP as JSON over HTTP, and refuses what is none. */
export interface TraceCollector extends AsyncDisposable {
  readonly url: string
  readonly spans: ReceivedSpan[]
  /** All that came, as it was sent. */
  readonly texts: string[]
  readonly headers: Record<string, string>[]
  /** How the next requests are answered, one each; 200 when none is left. */
  readonly statuses: number[]
  named(name: string | RegExp): ReceivedSpan[]
}

export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: ReceivedSpan[] = []
  const texts: string[] = []
  const headers: Record<string, string>[] = []
  const statuses: number[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    headers.push(request.headers as Record<string, string>)
    const status = statuses.shift() ?? 200
    if (status !== 200) return response.writeHead(status, { 'retry-after': '1' }).end()
    const isFit = request.url === '/v1/traces' && request.headers['content-type'] === 'application/json'
    if (!isFit) return response.writeHead(400).end()
    const bytes = Buffer.concat(pieces)
    const text = String(request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes)
    texts.push(text)
    spans.push(...spansIn(text))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    texts,
    headers,
    statuses,
    named: (name) =>
      spans.filter((span) => (typeof name === 'string' ? span.name === name : name.test(span.name))),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Value = {
  stringValue?: string
  intValue?: string
  doubleValue?: number
  boolValue?: boolean
  arrayValue?: { values: Value[] }
}
type Pairs = { key: string; value: Value }[]

interface Otlp {
  resourceSpans: {
    resource: { attributes: Pairs }
    scopeSpans: {
      spans: {
        traceId: string
        spanId: string
        parentSpanId?: string
        name: string
        kind: number
        startTimeUnixNano: string
        endTimeUnixNano: string
        attributes: Pairs
        status: { code?: number }
      }[]
    }[]
  }[]
}

const valueOf = (value: Value): unknown =>
  value.arrayValue
    ? value.arrayValue.values.map(valueOf)
    : (value.stringValue ??
      value.doubleValue ??
      value.boolValue ??
      (value.intValue === undefined ? undefined : Number(value.intValue)))

const recordOf = (pairs: Pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, valueOf(value)]))

const spansIn = (text: string): ReceivedSpan[] =>
  (JSON.parse(text) as Otlp).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId,
        name: span.name,
        kind: span.kind,
        startedAt: BigInt(span.startTimeUnixNano),
        endedAt: BigInt(span.endTimeUnixNano),
        hasFailed: span.status.code === 2,
        attributes: recordOf(span.attributes),
        resource: recordOf(resource.attributes),
      })),
    ),
  )
