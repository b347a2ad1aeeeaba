import type { HttpCall, Network } from '../http/call.ts'
import type { Span, Traces } from './traces.ts'

/**
 * A span for each call, from the request to the headers of the response. Its URL is left out, because it may contain a
 * key.
 */
export function networkThrough(traces: Traces, { call, fetch: fetchIn }: Network): Network {
  async function followed<A extends { status: number }>(
    url: URL,
    method: string,
    work: (span: Span) => Promise<A>,
  ): Promise<A> {
    const span = traces.begin(method, {
      kind: 'client',
      attributes: {
        'http.request.method': method,
        'url.scheme': url.protocol.slice(0, -1),
        'server.address': url.hostname,
        'server.port': Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
      },
    })
    try {
      const answer = await traces.run(span, () => work(span))
      span.set({ 'http.response.status_code': answer.status })
      span.end(answer.status >= 400 ? String(answer.status) : undefined)
      return answer
    } catch (error) {
      span.end(typeOf(error))
      throw error
    }
  }

  const callThrough: HttpCall = (address, request) =>
    followed(new URL(address), request.method ?? 'GET', (span) =>
      call(address, { ...request, headers: { ...request.headers, traceparent: span.traceParent } }),
    )
  const fetchThrough: typeof fetch = (input, init) => {
    const asked = input instanceof Request ? input : null
    return followed(new URL(asked?.url ?? String(input)), init?.method ?? asked?.method ?? 'GET', (span) => {
      const headers = new Headers(init?.headers ?? asked?.headers)
      headers.set('traceparent', span.traceParent)
      return fetchIn(input, { ...init, headers })
    })
  }
  return { call: callThrough, fetch: fetchThrough }
}

function typeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return error instanceof Error ? error.name : '_OTHER'
}
