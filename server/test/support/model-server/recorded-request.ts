import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request as the model server saw it. Values of headers that carry keys read `[set]`. */
export interface RecordedRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: unknown
  /** Tells connections apart. */
  clientPort: number | undefined
  receivedAt: number
  /** `aborted`: the client went away before the reply was over; `broken`: the script broke the reply. */
  outcome: 'open' | 'finished' | 'aborted' | 'broken'
  /** Settles when the reply is over, one way or another. */
  closed: Promise<void>
}

const KEY_HEADERS = new Set(['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'cookie'])

/** Begins a record; its outcome is set when the response closes. */
export function recordRequest(
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
): RecordedRequest {
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  const record: RecordedRequest = {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        KEY_HEADERS.has(name) ? '[set]' : String(value),
      ]),
    ),
    body,
    clientPort: request.socket.remotePort,
    receivedAt: performance.now(),
    outcome: 'open',
    closed,
  }
  response.once('close', () => {
    if (record.outcome === 'open') record.outcome = response.writableFinished ? 'finished' : 'aborted'
    resolve()
  })
  return record
}
