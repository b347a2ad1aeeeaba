import type { ErrorCode } from '#contract/error-codes.ts'
import type { Standing } from '#platform/limits/rate-limiter.ts'
import { DatabaseFault } from '#platform/database/faults.ts'
import { sizeInWords } from '#platform/text/size-in-words.ts'

interface FaultOptions {
  cause?: unknown
  /** A code from the contract that says why, if the message alone is not enough for a client. */
  reason?: string
  /** For a failed model: the provider's own message, shortened and without secrets; never sent to callers. */
  providerSaid?: string
  /** For logs, never for the caller. */
  internal?: string
  /** For too_large: the limit in bytes. */
  limitBytes?: number
  /** For invalid_input: which fields were refused. */
  fields?: { path: string; message: string }[]
  /** For rate_limited and unavailable: when a retry may succeed. */
  retryAfterSeconds?: number
  /** For rate_limited: the state of the limits that the call counted towards. */
  limits?: readonly Standing[]
}

/** The one error type. `message` is public: callers see it as it is. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: ErrorCode
  readonly reason: string | undefined
  readonly internal: string | undefined
  readonly providerSaid: string | undefined
  readonly limitBytes: number | undefined
  readonly fields: { path: string; message: string }[] | undefined
  readonly retryAfterSeconds: number | undefined
  readonly limits: readonly Standing[] | undefined

  constructor(code: ErrorCode, message: string, options: FaultOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.reason = options.reason
    this.internal = options.internal
    this.providerSaid = options.providerSaid
    this.limitBytes = options.limitBytes
    this.fields = options.fields
    this.retryAfterSeconds = options.retryAfterSeconds
    this.limits = options.limits
  }
}

export const notFound = (entity: string) => new Fault('not_found', `There is no such ${entity}.`)

export const forbidden = (detail = 'You may not do this.') => new Fault('forbidden', detail)

export const unauthenticated = (detail = 'Sign in first.') => new Fault('unauthenticated', detail)

export const conflict = (detail: string) => new Fault('conflict', detail)

export const invalidInput = (detail: string, fields?: { path: string; message: string }[]) =>
  new Fault('invalid_input', detail, fields ? { fields } : {})

/** `what` is the start of the sentence that names the limit, such as `A picture`. */
export const tooLarge = (
  what: string,
  limitBytes: number,
  options: Pick<FaultOptions, 'cause' | 'reason'> = {},
) => new Fault('too_large', `${what} can be at most ${sizeInWords(limitBytes)}.`, { ...options, limitBytes })

/** For impossible states. Crashes the request, not the process. */
export const impossible = (internal: string) =>
  new Fault('internal', 'Something went wrong on our side.', { internal })

/**
 * Turns anything thrown into a Fault. What was not a Fault becomes `internal` and keeps its cause for the log. A caller
 * that read a body passes its limit in bytes.
 */
export const asFault = (thrown: unknown, bodyLimitBytes?: number): Fault => {
  if (thrown instanceof Fault) return thrown
  if (thrown instanceof DatabaseFault) return ofDatabase(thrown)
  const status = thrown instanceof Error && 'statusCode' in thrown ? thrown.statusCode : undefined
  if (typeof status === 'number' && status < 500) return ofRequest(status, thrown as Error, bodyLimitBytes)
  return new Fault('internal', 'Something went wrong on our side.', { cause: thrown })
}

/** An HTTP server's own errors, such as a body that is too large, carry a status. */
const ofRequest = (status: number, refusal: Error, bodyLimitBytes: number | undefined): Fault => {
  if (status === 413 && bodyLimitBytes !== undefined)
    return tooLarge('The request body', bodyLimitBytes, { cause: refusal })
  if (status === 413) return new Fault('too_large', 'The request body is too large.', { cause: refusal })
  const said =
    status === 415
      ? 'Unsupported content type. Send JSON, with the header content-type: application/json.'
      : refusal.message
  return new Fault('invalid_input', said, { cause: refusal })
}

const ofDatabase = (fault: DatabaseFault): Fault => {
  switch (fault.kind) {
    case 'unavailable':
      return new Fault('unavailable', 'The database is not available right now.', {
        cause: fault,
        retryAfterSeconds: 2,
      })
    case 'refused-text':
      return new Fault('invalid_input', 'The text contains characters that cannot be stored.', {
        cause: fault,
      })
    case 'conflict':
      return new Fault('conflict', 'Somebody else changed this first. Try again.', { cause: fault })
  }
}
