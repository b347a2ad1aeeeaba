import type { ErrorCode } from '#contract/error-codes.ts'
import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import type { Fault } from '#kernel/fault.ts'

// For failures without a specific reason, the error code says enough.
const reasons: Partial<Record<ErrorCode, DocumentErrorCode>> = {
  not_found: 'file-missing',
  limit_reached: 'plan-used-up',
  upstream_failed: 'model-failed',
  rate_limited: 'model-failed',
}

/** How a document reports a failure: code, reason and message. */
export const failureOf = ({ code, reason, message }: Fault) => ({
  code,
  reason: reason ?? reasons[code] ?? null,
  detail: message,
})
