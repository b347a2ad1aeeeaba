import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Tool {
  name: string
  description: string
  inputSchema: object
  annotations?: object
}

/** A server of tools that behaves as it is told, over Streamable HTTP without sessions. */
export interface HostileToolServer {
  readonly url: string
  /** What it offers from now on. */
  tools: Tool[]
  /** The calls that it took, in order. */
  readonly calls: string[]
  /** How many bytes of its large answer were taken off it. */
  taken(): number
  close(): Promise<void>
}

const readOnly = { readOnlyHint: true, openWorldHint: false }
const tool = (name: string): Tool => ({
  name,
  description: `It is ${name}.`,
  inputSchema: { type: 'object' },
  annotations: readOnly,
})

const LARGE_BYTES = 100 * 1_048_576

export async function startHostileToolServer(): Promise<HostileToolServer> {
  const calls: string[] = []
  let taken = 0
  const server = createServer((request, response) => void answer(request, response))
  const hostile: HostileToolServer = {
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
    },
    tools: ['hang', 'die', 'flood', 'lend'].map(tool),
    calls,
    taken: () => taken,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  async function answer(request: IncomingMessage, response: ServerResponse) {
    response.on('error', () => {})
    if (request.method !== 'POST') return response.writeHead(405).end()
    let text = ''
    for await (const piece of request) text += String(piece)
    const { id, method, params } = JSON.parse(text)
    if (id === undefined) return response.writeHead(202).end()
    const say = (result: object) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
    }
    if (method === 'initialize')
      return say({
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'hostile', version: '1' },
      })
    if (method === 'tools/list') return say({ tools: hostile.tools })
    if (method !== 'tools/call') {
      response.writeHead(200, { 'content-type': 'application/json' })
      const error = { code: -32601, message: 'No such method' }
      return response.end(JSON.stringify({ jsonrpc: '2.0', id, error }))
    }
    calls.push(params.name)
    if (params.name === 'hang') return
    if (params.name === 'die') return request.socket.destroy()
    if (params.name === 'flood') return flood(response)
    return say({ content: [{ type: 'text', text: 'Lent.' }] })
  }

  function flood(response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"jsonrpc":"2.0","id":"')
    const piece = Buffer.alloc(65_536, 'x')
    const more = () => {
      while (taken < LARGE_BYTES && !response.destroyed) {
        taken += piece.length
        if (!response.write(piece)) return void response.once('drain', more)
      }
      response.end()
    }
    more()
  }
  return hostile
}
