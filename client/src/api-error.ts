import type { ErrorCode, Problem } from '#contract/error-codes.ts'

interface ApiErrorFacts {
  code: ErrorCode
  detail: string
  /** The HTTP status; 0 if there was no response. */
  status: number
  requestId?: string | null
  reason?: string
  limitBytes?: number
  fields?: { path: string; message: string }[]
  retryAfterSeconds?: number | null
  cause?: unknown
}

/** Every failure of a call or a stream. `message` is the server's sentence; match on `code`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode
  readonly status: number
  /** Names the call in the server's log. */
  readonly requestId: string | null
  /** The reason, as a code of its own, if the code alone is too general; otherwise null. */
  readonly reason: string | null
  /** For too_large: the limit in bytes; null if unknown. */
  readonly limitBytes: number | null
  /** For invalid_input: each field that was refused. */
  readonly fields: { path: string; message: string }[]
  readonly retryAfterSeconds: number | null

  constructor({
    code,
    detail,
    status,
    requestId,
    reason,
    limitBytes,
    fields,
    retryAfterSeconds,
    cause,
  }: ApiErrorFacts) {
    super(detail, { cause })
    this.code = code
    this.status = status
    this.requestId = requestId ?? null
    this.reason = reason ?? null
    this.limitBytes = limitBytes ?? null
    this.fields = fields ?? []
    this.retryAfterSeconds = retryAfterSeconds ?? null
  }
}

/** No response: the network or the server is down, or the address is wrong. */
export const unreachable = (cause: unknown) =>
  new ApiError({ code: 'unavailable', status: 0, detail: 'The server cannot be reached.', cause })

export const errorOfProblem = (problem: Problem, retryAfterSeconds: number | null = null) =>
  new ApiError({
    code: problem.code,
    detail: problem.detail,
    status: problem.status,
    requestId: problem.requestId,
    ...(problem.reason !== undefined && { reason: problem.reason }),
    ...(problem.limitBytes !== undefined && { limitBytes: problem.limitBytes }),
    fields: problem.errors ?? [],
    retryAfterSeconds,
  })

const codeOfStatus = (status: number): ErrorCode => {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 413) return 'too_large'
  if (status === 429) return 'rate_limited'
  if (status >= 502 && status <= 504) return 'unavailable'
  return status < 500 ? 'invalid_input' : 'internal'
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value

/** A refusal as an ApiError, even if a proxy answered instead of the server. */
export const errorOfAnswer = (
  status: number,
  header: (name: string) => string | null,
  body: string,
): ApiError => {
  const seconds = Number(header('retry-after') ?? Number.NaN)
  const retryAfterSeconds = Number.isFinite(seconds) ? seconds : null
  try {
    const parsed: unknown = JSON.parse(body)
    if (isProblem(parsed)) return errorOfProblem(parsed, retryAfterSeconds)
  } catch {
    // Not JSON: a proxy’s page. The status is enough.
  }
  const detail = `The server answered with status ${status}.`
  return new ApiError({ code: codeOfStatus(status), status, detail, retryAfterSeconds })
}
