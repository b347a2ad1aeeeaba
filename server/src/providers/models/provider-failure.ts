/** The failures of a provider that callers of the adapters need to distinguish. */
export type FailureKind =
  | 'rate-limited'
  | 'overloaded'
  | 'failed'
  | 'unreachable'
  | 'cut'
  | 'timeout'
  | 'unreadable'
  | 'refused'
  | 'content'
  | 'too-long'
  | 'key'
  | 'unknown-model'
  | 'quota'

interface FailureOptions {
  /** The HTTP status, or a machine-readable code; never a sentence of the provider's. */
  status?: number | string | undefined
  /** The pause requested by the provider. */
  retryAfterMs?: number | undefined
  /** The provider's own message, through `providerWords`. */
  said?: string | null
}

/**
 * A request to a provider that failed, on its way to the retry loop, which turns it into a Fault. Its message holds no
 * text of the provider's, and it has no cause: both have been seen to contain keys.
 */
export class ProviderFailure extends Error {
  readonly kind: FailureKind
  readonly status: number | string | undefined
  readonly retryAfterMs: number | undefined
  readonly said: string | null

  constructor(kind: FailureKind, options: FailureOptions = {}) {
    super(options.status === undefined ? kind : `${kind} (${options.status})`)
    this.kind = kind
    this.status = options.status
    this.retryAfterMs = options.retryAfterMs
    this.said = options.said ?? null
  }
}

const KIND_BY_STATUS: Record<number, FailureKind> = {
  401: 'key',
  402: 'quota',
  403: 'key',
  404: 'unknown-model',
  408: 'failed',
  409: 'failed',
  413: 'too-long',
  429: 'rate-limited',
  500: 'failed',
  502: 'failed',
  503: 'overloaded',
  504: 'failed',
  529: 'overloaded',
}

/** `text` is the body of the response, checked for codes that change the meaning of the status. */
export function kindOfStatus(status: number, text: string): FailureKind {
  if (status === 429 && /insufficient_quota|billing_hard_limit/.test(text)) return 'quota'
  if (status === 400 && /context_length_exceeded|prompt is too long|maximum context length/i.test(text)) {
    return 'too-long'
  }
  if (status === 400 && /content_filter|content_policy_violation|data_inspection_failed/i.test(text)) {
    return 'content'
  }
  return KIND_BY_STATUS[status] ?? 'refused'
}

/** The pause in a provider's headers, given in milliseconds, seconds or as a date. */
export function retryAfter(header: (name: string) => string | null, now: number): number | undefined {
  const milliseconds = Number(header('retry-after-ms') ?? Number.NaN)
  if (milliseconds >= 0) return milliseconds
  const value = header('retry-after')?.trim()
  if (!value) return undefined
  const seconds = Number(value)
  if (seconds >= 0) return seconds * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
