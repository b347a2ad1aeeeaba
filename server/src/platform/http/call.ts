import {
  Agent as HttpAgent,
  globalAgent as http,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import {
  type Agent as HttpsAgent,
  globalAgent as https,
  type RequestOptions,
  request as requestHttps,
} from 'node:https'
import type { Readable } from 'node:stream'

/** The content to send: text or bytes, and headers by lower-case name. */
export interface HttpRequest {
  readonly method?: string
  readonly headers: Record<string, string>
  readonly body?: string | Uint8Array
  readonly signal?: AbortSignal
}

/** A response whose body is still arriving, not decompressed. Read it to its end, or abort the call. */
export interface HttpAnswer {
  readonly status: number
  /** Names and values alternating, as received. */
  readonly rawHeaders: readonly string[]
  header(name: string): string | null
  readonly body: Readable
}

/**
 * Sends one request and resolves when the headers arrive; follows no redirects. Throws TypeError like fetch, with the
 * network error as its cause, or the signal's reason.
 */
export type HttpCall = (url: string | URL, request: HttpRequest) => Promise<HttpAnswer>

interface CallOptions extends Pick<RequestOptions, 'lookup'> {
  agents?: Record<'http:' | 'https:', HttpAgent | HttpsAgent>
}

/** Calls through Node's HTTP client: a stream of many small chunks costs half of what it does through fetch. */
export const openCalls =
  ({ agents = { 'http:': http, 'https:': https }, lookup }: CallOptions): HttpCall =>
  async (address, { method = 'GET', headers, body, signal }) => {
    const url = new URL(address)
    const { protocol } = url
    if (protocol !== 'http:' && protocol !== 'https:') throw failed(new Error(`${protocol} is not called.`))
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const send = protocol === 'https:' ? requestHttps : requestHttp
      const request = send(url, {
        method,
        headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: agents[protocol],
        ...(lookup && { lookup }),
      })
      let message: IncomingMessage | null = null
      const abort = () => (message ?? request).destroy()
      signal?.addEventListener('abort', abort, { once: true })
      request.on('close', () => signal?.removeEventListener('abort', abort))
      request.on('response', (answer) => {
        message = answer
        resolve(answerOf(answer))
      })
      request.on('error', (error) => reject(signal?.aborted ? signal.reason : failed(error)))
      request.end(body)
    })
  }

/** The error of a failed call. */
export const failed = (cause: Error) => new TypeError('fetch failed', { cause })

function answerOf(message: IncomingMessage): HttpAnswer {
  // Readers get the error; without a reader it must not end the process.
  message.on('error', () => {})
  return {
    status: message.statusCode ?? 0,
    rawHeaders: message.rawHeaders,
    header(name) {
      const value = message.headers[name]
      return value === undefined ? null : String(value)
    },
    body: message,
  }
}

/** Calls and fetches of one kind: into the whole network, or where people's own addresses may lead. */
export interface Network {
  readonly call: HttpCall
  readonly fetch: typeof fetch
}

/** For addresses configured by the operator. */
export const openNetwork: Network = { call: openCalls({}), fetch }
