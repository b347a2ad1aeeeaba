import type { SpanKind } from './traces.ts'

/** A span that ended; moments in milliseconds since 1970. */
export interface EndedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string | null
  readonly name: string
  readonly kind: SpanKind
  readonly begunAt: number
  readonly endedAt: number
  readonly hasFailed: boolean
  readonly attributes: ReadonlyMap<string, unknown>
}

const kinds: Record<SpanKind, number> = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 }
const FAILED = 2

/** Spans as OTLP has them in JSON: ids in hexadecimal, 64-bit numbers as text. */
export const exportOf = (resource: Readonly<Record<string, string>>, spans: readonly EndedSpan[]): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf(Object.entries(resource)) },
        scopeSpans: [{ scope: { name: 'parley' }, spans: spans.map(toOtlp) }],
      },
    ],
  })

const toOtlp = (span: EndedSpan) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentId !== null && { parentSpanId: span.parentId }),
  name: span.name,
  kind: kinds[span.kind],
  startTimeUnixNano: nanos(span.begunAt),
  endTimeUnixNano: nanos(span.endedAt),
  attributes: attributesOf(span.attributes),
  status: span.hasFailed ? { code: FAILED } : {},
})

const nanos = (ms: number): string => {
  const whole = Math.floor(ms)
  return `${BigInt(whole) * 1_000_000n + BigInt(Math.floor((ms - whole) * 1_000_000))}`
}

const attributesOf = (entries: Iterable<readonly [string, unknown]>) =>
  [...entries].map(([key, value]) => ({ key, value: valueOf(value) }))

function valueOf(value: unknown): object {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  return { stringValue: String(value) }
}
