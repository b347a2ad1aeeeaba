const SHAPE = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const SAMPLED = 1

/** What a span is a part of, wherever that one is. */
export interface Parent {
  readonly traceId: string
  readonly spanId: string
  readonly isSampled: boolean
}

/** Reads a `traceparent` of W3C Trace Context; null for what is none. */
export function readTraceParent(text: string | null | undefined): Parent | null {
  const [, version = '', traceId = '', spanId = '', flags = '', more] = SHAPE.exec(text?.trim() ?? '') ?? []
  if (version === '' || version === 'ff' || (version === '00' && more !== undefined)) return null
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED }
}

export const writeTraceParent = ({ traceId, spanId, isSampled }: Parent): string =>
  `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`
