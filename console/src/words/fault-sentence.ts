import { ApiError } from '#client/index.ts'
import type { Words } from './en.ts'

/** How the server begins to say that nobody may enter; it matters too much to be told as any refusal. */
const SUSPENDED = 'This organisation is suspended'

/** What a person is told of a failure: our own sentence, and the server's where it says what exactly was wrong. */
export function faultSentence(error: unknown, { faults, tenants }: Words): string {
  if (!(error instanceof ApiError)) return faults.internal
  if (error.status === 0 && error.code === 'unavailable') return faults.offline
  if (error.code === 'forbidden' && error.message.startsWith(SUSPENDED)) return tenants.suspendedText
  const isTelling =
    error.code === 'invalid_input' || error.code === 'conflict' || error.code === 'limit_reached'
  if (isTelling) return `${faults[error.code]} ${error.message}`
  if (error.code === 'internal' && error.requestId)
    return `${faults.internal} (${faults.request(error.requestId)})`
  return faults[error.code]
}
