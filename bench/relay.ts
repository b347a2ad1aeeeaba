import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { openRelayStore, type Said } from './relay-store.ts'

// The baseline: the least that a server must do that streams a model’s answer and stores the conversation. The model’s
// bytes pass through unchanged; no members, no tenants, no resuming. The message is stored before the first byte is
// sent, the answer before the last.

const { values } = parseArgs({
  options: { model: { type: 'string', default: '' }, database: { type: 'string' } },
})
const model = new URL(`${values.model}/chat/completions`)
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 256 })
const store = await openRelayStore(values.database ?? null)
let conversations = 0

// Connections outlive the other server's rounds.
const server = createServer({ keepAliveTimeout: 120_000 }, (incoming, response) => {
  answer(incoming, response).catch((error: Error) => {
    if (!response.headersSent) response.writeHead(500)
    response.end(error.message)
  })
})

async function answer(incoming: IncomingMessage, response: ServerResponse) {
  const [, first, id, last] = (incoming.url ?? '').split('/')
  if (first === 'readyz') return response.end('{"status":"ready"}')
  if (first !== 'conversations') return response.writeHead(404).end()
  const body = (await json(incoming)) as { text?: string }
  if (last !== 'messages')
    return response.writeHead(201).end(JSON.stringify({ id: String((conversations += 1)) }))
  await takeTurn(Number(id), body.text ?? '', response)
}

async function takeTurn(conversation: number, text: string, response: ServerResponse) {
  const history = await store.read(conversation)
  const said: Said = { role: 'user', content: text }
  await store.add(conversation, said)
  const upstream = await ask([...history, said])
  response.writeHead(upstream.statusCode ?? 502, { 'content-type': 'text/event-stream' })
  let content = ''
  let rest = ''
  upstream.setEncoding('utf8')
  upstream.on('data', (piece: string) => {
    response.write(piece)
    const lines = `${rest}${piece}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) content += contentOf(line)
  })
  await new Promise((resolve, reject) => upstream.on('end', resolve).on('error', reject))
  await store.add(conversation, { role: 'assistant', content })
  response.end('data: [STORED]\n\n')
}

const ask = (messages: readonly Said[]): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const payload = JSON.stringify({ model: 'scripted', stream: true, messages })
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
    request(model, { method: 'POST', agent, headers }, resolve).on('error', reject).end(payload)
  })

function contentOf(line: string): string {
  if (!line.startsWith('data: {')) return ''
  const frame = JSON.parse(line.slice(6)) as { choices?: { delta?: { content?: string } }[] }
  return frame.choices?.[0]?.delta?.content ?? ''
}

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  console.log('ready')
})
process.once('SIGTERM', () => process.exit(0))
