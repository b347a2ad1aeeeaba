import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that says too much of everything, over Streamable HTTP without sessions. */
export interface WordyServer {
  readonly url: string
  close(): Promise<void>
}

const resources = [
  { uri: 'wordy://odd', name: 'odd\0', description: 'd'.repeat(5_000) },
  { uri: `wordy://${'u'.repeat(3_000)}`, name: 'far' },
  ...Array.from({ length: 800 }, (_, at) => ({ uri: `wordy://${at}`, name: `Page ${at}` })),
]

const prompts = [
  { name: 'long' },
  { name: 'halves' },
  { name: 'n'.repeat(300) },
  { name: 'asks', arguments: Array.from({ length: 100 }, (_, at) => ({ name: `a${at}` })) },
]

const said: Record<string, object> = {
  long: { role: 'user', content: { type: 'text', text: 'x'.repeat(200_000) } },
  halves: { role: 'assistant', content: { type: 'text', text: 'half \ud83d of it' } },
}

const answers: Record<string, (params: { name: string; uri: string }) => object> = {
  initialize: () => ({
    protocolVersion: '2025-11-25',
    capabilities: { resources: {}, prompts: {} },
    serverInfo: { name: 'wordy', version: '1' },
  }),
  'resources/list': () => ({ resources }),
  'resources/read': ({ uri }) => ({ contents: [{ uri, text: 'y'.repeat(2_000_000) }] }),
  'prompts/list': () => ({ prompts }),
  'prompts/get': ({ name }) => ({ messages: [said[name]] }),
}

export async function startWordyServer(): Promise<WordyServer> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'POST') return response.writeHead(405).end()
  let text = ''
  for await (const piece of request) text += String(piece)
  const { id, method, params } = JSON.parse(text)
  if (id === undefined) return response.writeHead(202).end()
  const result = answers[method]?.(params)
  const error = { code: -32601, message: 'No such method' }
  response.writeHead(200, { 'content-type': 'application/json' })
  return response.end(JSON.stringify({ jsonrpc: '2.0', id, ...(result ? { result } : { error }) }))
}
