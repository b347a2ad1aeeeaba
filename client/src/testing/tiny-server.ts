import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: unknown
}

type Answer = (request: SeenRequest, response: ServerResponse) => void

export interface TinyServer extends AsyncDisposable {
  readonly baseUrl: string
  readonly http: Server
  /** Every request so far, oldest first. */
  readonly seen: SeenRequest[]
}

/** A real HTTP server on a free port that answers as the test defines. */
export async function openTinyServer(answer: Answer): Promise<TinyServer> {
  const seen: SeenRequest[] = []
  const http = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const text = Buffer.concat(pieces).toString()
    const isJson = request.headers['content-type'] === 'application/json'
    const body: unknown = isJson ? JSON.parse(text) : text
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    seen.push(one)
    answer(one, response)
  })
  await new Promise<void>((listening) => void http.listen(0, '127.0.0.1', listening))
  return {
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    http,
    seen,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections()
      await new Promise((closed) => void http.close(closed))
    },
  }
}

export const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

export const problem = (
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
) =>
  json(
    response,
    status,
    { type: `about:${code}`, title: code, status, code, detail: `It was ${code}.`, requestId: 'r-1' },
    headers,
  )

export const beginEvents = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream' })

export const sendEvent = (response: ServerResponse, event: string, data: unknown, id?: string) =>
  response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
