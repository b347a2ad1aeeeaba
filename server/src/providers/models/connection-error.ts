import type { ConnectionErrorCode } from '#contract/shapes/model.ts'
import type { ConnectionError } from '#kernel/model-ports.ts'
import { PRIVATE_ADDRESS } from '#platform/http/guarded-network.ts'
import { publicDetail } from './failure-report.ts'
import { type FailureKind, ProviderFailure } from './provider-failure.ts'

const ERROR_CODES: Record<FailureKind, ConnectionErrorCode> = {
  'rate-limited': 'rate-limited',
  overloaded: 'overloaded',
  failed: 'failed',
  unreachable: 'unreachable',
  cut: 'failed',
  timeout: 'timeout',
  unreadable: 'not-an-api',
  refused: 'refused',
  content: 'refused',
  'too-long': 'refused',
  key: 'key',
  'unknown-model': 'unknown-model',
  quota: 'quota',
}

/** The message for whoever set up the connection. The provider's own message may contain keys, so it is left out. */
export function connectionErrorOf(thrown: unknown, signal: AbortSignal): ConnectionError {
  if (signal.aborted) return { errorCode: 'timeout', detail: 'The model provider took too long to answer.' }
  const failure = thrown instanceof ProviderFailure ? thrown : asFailure(thrown)
  if (failure.status === PRIVATE_ADDRESS)
    return {
      errorCode: 'private-address',
      detail: 'This address is in a private network. Only a platform admin can connect it.',
    }
  return { errorCode: ERROR_CODES[failure.kind], detail: publicDetail(failure) }
}

function asFailure(thrown: unknown): ProviderFailure {
  const cause = thrown instanceof Error ? thrown.cause : undefined
  if (thrown instanceof TypeError && cause instanceof Error)
    return new ProviderFailure('unreachable', {
      status: 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined,
    })
  return new ProviderFailure('unreadable')
}
