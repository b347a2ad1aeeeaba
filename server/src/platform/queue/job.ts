/** A job before it is stored. `input` is JSON. */
export interface NewJob {
  readonly name: string
  readonly input: unknown
  readonly triesMax: number
  readonly delayMs: number
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
}
