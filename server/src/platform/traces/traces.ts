import type { Network } from '../http/call.ts'

export type AttributeValue = string | number | boolean | readonly string[]
/** What is told of a span, by the names of OpenTelemetry's conventions. What is null or undefined is left out. */
export type Attributes = Readonly<Record<string, AttributeValue | null | undefined>>

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer'

export interface SpanFacts {
  /** `internal` when left out. */
  readonly kind?: SpanKind
  readonly attributes?: Attributes
  /** Told of this span and of every one within it, in this process. */
  readonly shared?: Attributes
  /**
   * What it is a part of, as W3C Trace Context writes it; null for the beginning of a trace. Left out: the span that is
   * active. What is no such text begins a trace.
   */
  readonly parent?: string | null
  /** Milliseconds since 1970, for what began before it was known to be worth telling. */
  readonly beganAt?: number
}

/** Something that took time, as a collector of traces hears of it. */
export interface Span {
  /** `00-<trace>-<span>-<flags>`, for whoever goes on elsewhere. */
  readonly traceParent: string
  readonly traceId: string
  readonly spanId: string
  set(attributes: Attributes): void
  /** Ends it, with the type of what went wrong if anything did. A second end changes nothing. */
  end(errorType?: string): void
}

/** The traces of one process. There is none where no collector is named. */
export interface Traces {
  /** Begins a span. It is active only for what `run` runs. */
  begin(name: string, facts?: SpanFacts): Span
  /** Runs work as a part of a span, or as a part of none. */
  run<R>(span: Span | null, work: () => R): R
  active(): Span | null
  /** The same network, each of whose calls is a span and names it to whoever is called. */
  through(network: Network): Network
  /** Whether what people and models say is told too: the standard variable asks for it. */
  readonly tellsContent: boolean
  /** Sends what is left, but does not wait long for it. */
  close(): Promise<void>
}
