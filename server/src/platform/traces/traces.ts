import type { Network } from '../http/call.ts'

export type AttributeValue = string | number | boolean | readonly string[]
/** Attributes of a span, with the names of OpenTelemetry's conventions. Null and undefined are left out. */
export type Attributes = Readonly<Record<string, AttributeValue | null | undefined>>

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer'

export interface SpanFacts {
  /** `internal` if omitted. */
  readonly kind?: SpanKind
  readonly attributes?: Attributes
  /** Attributes of this span and of every span within it, in this process. */
  readonly shared?: Attributes
  /**
   * The `traceparent` (W3C Trace Context) of its parent; null starts a trace, and so does an invalid text. Omitted: the
   * active span.
   */
  readonly parent?: string | null
  /** Milliseconds since 1970, for a span that started before it was known to be needed. */
  readonly beganAt?: number
}

/** An operation and the time that it took. */
export interface Span {
  /** `00-<trace>-<span>-<flags>`, for the next process. */
  readonly traceParent: string
  readonly traceId: string
  readonly spanId: string
  set(attributes: Attributes): void
  /** Ends it, with the type of the error if it failed. A second call changes nothing. */
  end(errorType?: string): void
}

/** The traces of one process. There are none if no collector is configured. */
export interface Traces {
  /** Starts a span. It is active only within `run`. */
  begin(name: string, facts?: SpanFacts): Span
  /** Runs work within a span, or outside of all spans. */
  run<R>(span: Span | null, work: () => R): R
  active(): Span | null
  /** The same network with a span for each call, whose `traceparent` is sent along. */
  through(network: Network): Network
  /** Whether spans contain what people and models say, as the standard variable requests. */
  readonly tellsContent: boolean
  /** Exports the remaining spans, within two seconds. */
  close(): Promise<void>
}
