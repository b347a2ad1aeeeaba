import type { ErrorCode, Problem } from '#contract/error-codes.ts'
import type { Fault } from '#kernel/fault.ts'

/** The HTTP status of each code; the compiler keeps it complete. */
export const statuses: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  limit_reached: 403,
  rate_limited: 429,
  too_large: 413,
  upstream_failed: 502,
  unavailable: 503,
  internal: 500,
}

const titles: Record<ErrorCode, string> = {
  invalid_input: 'The request was not understood',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'In conflict with what is there',
  precondition_failed: 'Not possible in this state',
  limit_reached: 'A limit was reached',
  rate_limited: 'Too many requests',
  too_large: 'Too large',
  upstream_failed: 'A provider failed',
  unavailable: 'Not available just now',
  internal: 'Our mistake',
}

/** A fault in our own words: RFC 9457, with the code that clients match on. */
export const renderFault = (fault: Fault, requestId: string): Problem => ({
  type: `urn:parley:problem:${fault.code}`,
  title: titles[fault.code],
  status: statuses[fault.code],
  detail: fault.message,
  code: fault.code,
  requestId,
  ...(fault.fields && { errors: fault.fields }),
})
