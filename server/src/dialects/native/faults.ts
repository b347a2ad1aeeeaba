import type { ErrorCode, Problem } from '#contract/error-codes.ts'
import type { Fault } from '#kernel/fault.ts'
import { statusOf } from '../kit/http-answer.ts'

const titles: Record<ErrorCode, string> = {
  invalid_input: 'The request is invalid',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Conflicts with the current state',
  precondition_failed: 'Not possible in this state',
  limit_reached: 'A limit was reached',
  rate_limited: 'Too many requests',
  too_large: 'Too large',
  upstream_failed: 'A provider failed',
  unavailable: 'Temporarily unavailable',
  internal: 'Internal error',
}

/** A fault in our own format: RFC 9457, with the code that clients match on. */
export const renderFault = (fault: Fault, requestId: string): Problem => ({
  type: `urn:parley:problem:${fault.code}`,
  title: titles[fault.code],
  status: statusOf(fault),
  detail: fault.message,
  code: fault.code,
  requestId,
  ...(fault.reason !== undefined && { reason: fault.reason }),
  ...(fault.limitBytes !== undefined && { limitBytes: fault.limitBytes }),
  ...(fault.fields && { errors: fault.fields }),
})
