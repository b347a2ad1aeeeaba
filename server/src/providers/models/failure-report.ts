import type { ErrorCode } from '#contract/error-codes.ts'
import { Fault } from '#kernel/fault.ts'
import type { FailureKind, ProviderFailure } from './provider-failure.ts'

interface Report {
  code: ErrorCode
  detail: string
  /** Whether the same request may succeed when sent again. */
  retry: boolean
}

const REPORTS: Record<FailureKind, Report> = {
  'rate-limited': {
    code: 'rate_limited',
    detail: 'The model provider is limiting our requests. Try again later.',
    retry: true,
  },
  overloaded: {
    code: 'unavailable',
    detail: 'The model provider is overloaded. Try again later.',
    retry: true,
  },
  failed: { code: 'upstream_failed', detail: 'The model provider failed.', retry: true },
  unreachable: { code: 'unavailable', detail: 'The model provider cannot be reached.', retry: true },
  cut: { code: 'upstream_failed', detail: 'The model provider broke off its answer.', retry: true },
  timeout: { code: 'upstream_failed', detail: 'The model provider took too long to answer.', retry: false },
  unreadable: {
    code: 'upstream_failed',
    detail: 'The model provider sent an answer that cannot be read.',
    retry: false,
  },
  refused: { code: 'upstream_failed', detail: 'The model provider refused the request.', retry: false },
  'too-long': {
    code: 'upstream_failed',
    detail: 'The conversation is too long for this model.',
    retry: false,
  },
  key: { code: 'upstream_failed', detail: 'The model provider refused the key.', retry: false },
  'unknown-model': {
    code: 'upstream_failed',
    detail: 'The model provider does not know this model.',
    retry: false,
  },
  quota: {
    code: 'upstream_failed',
    detail: 'The account at the model provider has no credit left.',
    retry: false,
  },
}

export const canRetry = (failure: ProviderFailure): boolean => REPORTS[failure.kind].retry

/** The sentence for people. It is ours, whatever the provider said. */
export const publicDetail = (failure: ProviderFailure): string => REPORTS[failure.kind].detail

/** Only the two codes that mean "later" carry a time to wait. */
export function faultFrom(failure: ProviderFailure, modelId: string): Fault {
  const { code, detail } = REPORTS[failure.kind]
  const later = code === 'rate_limited' || code === 'unavailable'
  const seconds = Math.ceil((failure.retryAfterMs ?? 10_000) / 1000)
  return new Fault(code, detail, {
    internal: `${modelId}: ${failure.message}`,
    ...(later && { retryAfterSeconds: Math.max(1, seconds) }),
  })
}
