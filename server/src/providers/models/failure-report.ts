import type { ModelFailure } from '#contract/error-codes.ts'
import type { Fault } from '#kernel/fault.ts'
import { modelFault } from '#kernel/model-failures.ts'
import type { FailureKind, ProviderFailure } from './provider-failure.ts'

interface Report {
  failure: ModelFailure
  detail: string
  /** Whether a retry of the same request may succeed. */
  retry: boolean
}

const REPORTS: Record<FailureKind, Report> = {
  'rate-limited': {
    failure: 'model_rate_limited',
    detail: 'The model provider’s rate limit was reached. Try again later.',
    retry: true,
  },
  overloaded: {
    failure: 'model_overloaded',
    detail: 'The model provider is overloaded. Try again later.',
    retry: true,
  },
  failed: { failure: 'model_failed', detail: 'The model provider failed.', retry: true },
  unreachable: { failure: 'model_unreachable', detail: 'The model provider cannot be reached.', retry: true },
  cut: { failure: 'model_failed', detail: 'The model provider’s answer ended unexpectedly.', retry: true },
  timeout: {
    failure: 'model_timed_out',
    detail: 'The model provider took too long to answer.',
    retry: false,
  },
  unreadable: {
    failure: 'model_failed',
    detail: 'The model provider sent an answer that cannot be read.',
    retry: false,
  },
  refused: {
    failure: 'model_request_refused',
    detail: 'The model provider refused the request.',
    retry: false,
  },
  content: {
    failure: 'model_content_refused',
    detail: 'The model provider refused the content.',
    retry: false,
  },
  'too-long': {
    failure: 'model_context_exceeded',
    detail: 'The conversation is too long for this model.',
    retry: false,
  },
  key: { failure: 'model_key_refused', detail: 'The model provider refused the key.', retry: false },
  'unknown-model': {
    failure: 'model_not_found',
    detail: 'The model provider does not know this model.',
    retry: false,
  },
  quota: {
    failure: 'model_quota_exceeded',
    detail: 'The account at the model provider has run out of credit.',
    retry: false,
  },
}

export const canRetry = (failure: ProviderFailure): boolean => REPORTS[failure.kind].retry

/** The message for people. It is ours, whatever the provider said. */
export const publicDetail = (failure: ProviderFailure): string => REPORTS[failure.kind].detail

const LATER: ReadonlySet<ModelFailure> = new Set([
  'model_rate_limited',
  'model_overloaded',
  'model_unreachable',
])

/** Only failures that mean "later" carry a time to wait. */
export function faultFrom(failed: ProviderFailure, modelId: string): Fault {
  const { failure, detail } = REPORTS[failed.kind]
  const seconds = Math.ceil((failed.retryAfterMs ?? 10_000) / 1000)
  return modelFault(failure, {
    detail,
    said: failed.said,
    internal: `${modelId}: ${failed.message}`,
    ...(LATER.has(failure) && { retryAfterSeconds: Math.max(1, seconds) }),
  })
}
