import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json as readJson } from 'node:stream/consumers'
import { answerChat } from './answer-chat.ts'
import { type HeardSound, hear, spoken } from './answer-sound.ts'
import { anthropicWire } from './anthropic-wire.ts'
import type { ChatBody } from './chat-request.ts'
import { openAiWire } from './openai-wire.ts'
import { ReplyPlanner } from './plan-reply.ts'
import { type RecordedRequest, recordRequest } from './recorded-request.ts'
import type { ScriptedReply } from './scripted-reply.ts'

export interface ModelServerOptions {
  /** What every reply has unless a script or a directive says otherwise. */
  reply?: Partial<ScriptedReply>
  /** Said instead where few words are wanted, as for a title. */
  brief?: string
  port?: number
  /** Requests without this key are refused, in words that echo the key they came with. */
  apiKey?: string
  /** How many requests are remembered. */
  keep?: number
}

/** A stand-in for a model provider on a local port. */
export interface ModelServer {
  readonly url: string
  /** What OPENAI_BASE_URL and ANTHROPIC_BASE_URL would hold. */
  readonly openaiBaseUrl: string
  readonly anthropicBaseUrl: string
  /** Oldest first. */
  readonly requests: RecordedRequest[]
  /** What came to be written down; `refuse` has the next ones refused with these. */
  readonly heard: HeardSound
  /** The next chat requests get these replies in order; one with `when` waits for its request. */
  script(...replies: Partial<ScriptedReply>[]): void
  close(): Promise<void>
}

export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const planner = new ReplyPlanner(options.reply ?? {}, options.brief)
  const requests: RecordedRequest[] = []
  const heard: HeardSound = { sounds: [], refuse: [], text: 'The boat leaves at seven.' }
  let number = 0

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/\?.*$/, '')
    if (path.endsWith('/audio/transcriptions')) return hear(request, response, heard)
    const body = request.method === 'POST' ? ((await readJson(request)) as ChatBody) : {}
    const record = recordRequest(request, response, body)
    requests.push(record)
    if (requests.length > (options.keep ?? 1000)) requests.shift()

    const wire = path.endsWith('/messages') ? anthropicWire : openAiWire
    const key = keyOf(request)
    if (options.apiKey !== undefined && key !== options.apiKey) {
      return sendJson(response, 401, wire.refusal(401, `Incorrect API key provided: ${key}`))
    }
    if (path.endsWith('/models')) return sendJson(response, 200, { object: 'list', data: MODELS })
    if (path.endsWith('/audio/speech')) {
      response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(spoken(body))
      return
    }
    if (request.method !== 'POST') return sendJson(response, 404, wire.refusal(404, `No ${path} here`))
    number++
    answerChat({ response, wire, body, number, key, record, reply: planner.plan(body) })
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    handle(request, response).catch((error) =>
      sendJson(response, 400, openAiWire.refusal(400, String(error))),
    )
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    openaiBaseUrl: `${url}/v1`,
    anthropicBaseUrl: url,
    requests,
    heard,
    script: (...replies) => planner.enqueue(replies),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const MODELS = ['scripted', 'scripted-large'].map((id) => ({
  id,
  object: 'model',
  created: 0,
  owned_by: 'tests',
}))

function keyOf({ headers }: IncomingMessage): string {
  const own = headers['x-api-key'] ?? headers['api-key'] ?? headers['x-goog-api-key']
  return String(own ?? headers.authorization?.replace(/^Bearer /, '') ?? '')
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
