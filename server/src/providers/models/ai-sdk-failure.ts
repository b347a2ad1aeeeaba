import { kindOfStatus, ProviderFailure, retryAfter } from './provider-failure.ts'

/** The failure behind an error of a provider package. Its own message quotes the provider, so none of it is kept. */
export function sdkFailure(thrown: unknown, connected: boolean): ProviderFailure {
  if (thrown instanceof ProviderFailure) return thrown
  if (!isObject(thrown)) return new ProviderFailure('unreadable')
  if (thrown.cause instanceof ProviderFailure) return thrown.cause
  const status = thrown.statusCode
  if (typeof status === 'number' && (status < 200 || status >= 300)) {
    const headers = isObject(thrown.responseHeaders) ? thrown.responseHeaders : {}
    const header = (name: string) => (typeof headers[name] === 'string' ? headers[name] : null)
    return new ProviderFailure(kindOfStatus(status, String(thrown.responseBody ?? '')), {
      status,
      retryAfterMs: retryAfter(header, Date.now()),
    })
  }
  // A failed connection appears as a retryable call, or as fetch reports it.
  if (thrown.isRetryable === true || thrown instanceof TypeError) {
    return new ProviderFailure(connected ? 'cut' : 'unreachable')
  }
  return new ProviderFailure('unreadable')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
