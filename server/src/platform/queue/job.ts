/** A job before it is stored. `input` is JSON. */
export interface NewJob {
  readonly name: string
  readonly input: unknown
  readonly triesMax: number
  readonly delayMs: number
  /** Kept in memory with the job, while it stays in the process that created it. */
  readonly known?: unknown
  /** It stays in the process that created it, which has started its work. */
  readonly isBegun?: boolean
}

/** A job that this process has leased. `tries` counts this one. */
export interface LeasedJob {
  readonly id: string
  readonly tenantId: string
  readonly name: string
  readonly input: unknown
  readonly tries: number
  readonly triesMax: number
  readonly actor: { kind: string; id: string | null; name: string }
  readonly requestId: string
  /** The `traceparent` (W3C Trace Context) of the span that created it; null without tracing. */
  readonly traceParent: string | null
  /** What its creator knew, if it runs in the same process. */
  readonly known?: unknown
}
