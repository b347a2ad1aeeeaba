import { ApiError } from '#client/index.ts'
import type { Messages } from './en.ts'

/** Codes of which the server's sentence says what exactly was wrong, such as which field. */
const telling: ReadonlySet<ApiError['code']> = new Set([
  'invalid_input',
  'conflict',
  'precondition_failed',
  'limit_reached',
])

/** What the server says where it knows no more than the code. */
const general: ReadonlySet<string> = new Set(['Somebody else changed this first. Try again.'])

/**
 * What a person is told of a failure, in the language of the page: our own sentence for its reason or its code, and the
 * server's as a detail where it says more.
 */
export function faultSentence(error: unknown, { faults, tenants }: Messages): string {
  if (!(error instanceof ApiError)) return faults.internal
  const { code, reason, status, limitBytes, message, requestId } = error
  if (status === 0 && code === 'unavailable') return faults.offline
  if (reason === 'suspended') return tenants.suspendedText
  const ofReason = reason === null ? undefined : faults.reasons[reason]
  if (ofReason !== undefined) return ofReason
  if (limitBytes !== null && limitBytes > 0) return faults.tooLargeBy(limitBytes)
  if (telling.has(code) && !general.has(message)) return `${faults[code]}${faults.detail(message)}`
  if (code === 'internal' && requestId) return `${faults.internal} (${faults.request(requestId)})`
  return faults[code]
}
