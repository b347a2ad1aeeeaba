import type { ErrorCode } from '#contract/error-codes.ts'
import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import type { Fault } from '#kernel/fault.ts'

// Where a failure brings no reason of its own, its code tells enough.
const reasons: Partial<Record<ErrorCode, DocumentErrorCode>> = {
  not_found: 'file-missing',
  limit_reached: 'plan-used-up',
  upstream_failed: 'model-failed',
  rate_limited: 'model-failed',
}

/** How a failure is told of a document: its code, why, and the sentence. */
export const failureOf = ({ code, reason, message }: Fault) => ({
  code,
  reason: reason ?? reasons[code] ?? null,
  detail: message,
})
