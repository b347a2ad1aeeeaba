/** A job before it is stored. `input` is JSON. */
export interface NewJob {
  readonly name: string
  readonly input: unknown
  readonly triesMax: number
  readonly delayMs: number
  /** Kept in memory beside the job, while it stays in the process that made it. */
  readonly known?: unknown
  /** It stays in the process that made it, which has begun its work. */
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
  /** The span that asked for it, as W3C Trace Context writes it; null where nobody tells of any. */
  readonly traceParent: string | null
  /** What its maker knew, when it runs in the process that made it. */
  readonly known?: unknown
}
