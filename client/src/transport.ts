import { ApiError, errorOfAnswer, unreachable } from './api-error.ts'
import type { Bearer } from './bearer.ts'
import { newId } from './new-id.ts'
import { growingPauses } from './pause.ts'

export interface CallOptions {
  query?: Record<string, string | number | boolean | undefined> | undefined
  /** Sent as JSON, or unchanged if it is form data. */
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
  /** Lets the browser complete the call after its page is closed. */
  keepalive?: boolean
  /** For calls without sign-in, which must not be repeated. */
  isPublic?: boolean
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export interface Transport {
  /** Calls and reads the JSON answer; throws ApiError. Repeats itself when that is safe and the server was away. */
  call<R>(method: Method, path: string, options?: CallOptions): Promise<R>
  /** Calls once and hands over the answer unread; throws ApiError for a refusal. */
  open(method: Method, path: string, options?: CallOptions): Promise<Response>
  readonly baseUrl: string
  readonly bearer: Bearer
}

const TRIES_MAX = 3

export const addressOf = (baseUrl: string, to: string, query: CallOptions['query'] = {}): string => {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
  )
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `${baseUrl}${to}${search ? `?${search}` : ''}`
}

export function openTransport(baseUrl: string, bearer: Bearer): Transport {
  const once = async (
    method: Method,
    to: string,
    options: CallOptions,
    token: string | null,
  ): Promise<Response> => {
    const { body, query, headers, signal, keepalive } = options
    const tenant = bearer.tenant()
    const isJson = body !== undefined && !(body instanceof FormData)
    try {
      return await fetch(addressOf(baseUrl, to, query), {
        method,
        headers: {
          accept: 'application/json',
          ...(isJson && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...(token && tenant !== null && { 'parley-tenant': tenant }),
          ...headers,
        },
        ...(body !== undefined && { body: isJson ? JSON.stringify(body) : (body as FormData) }),
        ...(signal && { signal }),
        ...(keepalive && { keepalive }),
      })
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      throw unreachable(error)
    }
  }

  const open: Transport['open'] = async (method, to, options = {}) => {
    const token = options.isPublic ? null : bearer.current()
    let response = await once(method, to, options, token)
    if (response.status === 401 && token !== null && (await bearer.renew(token)))
      response = await once(method, to, options, bearer.current())
    if (response.ok) return response
    throw errorOfAnswer(response.status, (name) => response.headers.get(name), await response.text())
  }

  const call: Transport['call'] = async <R>(
    method: Method,
    to: string,
    options: CallOptions = {},
  ): Promise<R> => {
    const isSafe = method === 'GET'
    const headers =
      isSafe || options.isPublic ? options.headers : { 'idempotency-key': newId(), ...options.headers }
    const pauses = growingPauses(300, 3_000)
    for (let tried = 1; ; tried++) {
      try {
        const response = await open(method, to, { ...options, ...(headers && { headers }) })
        const text = await response.text()
        return (text === '' ? undefined : JSON.parse(text)) as R
      } catch (error) {
        const isAway = error instanceof ApiError && error.code === 'unavailable'
        if (!isAway || options.isPublic || options.keepalive || tried === TRIES_MAX) throw error
        await pauses.wait(options.signal)
      }
    }
  }

  return { call, open, baseUrl, bearer }
}
