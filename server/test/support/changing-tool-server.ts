import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of tools that keeps sessions, over Streamable HTTP, and says when its tools change. */
export interface ChangingToolServer {
  readonly url: string
  /** Names of what it offers from now on. */
  tools: string[]
  /** Whether it refuses everything. */
  isDown: boolean
  /** How many sessions it keeps. */
  open(): number
  /** How many lists it gave. */
  lists(): number
  /** Whether anybody listens. */
  isHeard(): boolean
  /** Tells whoever listens that its tools are others now. */
  tellChange(): void
  /** The tool `wait` answers from now on. */
  release(): void
  /** How many calls of `wait` it took. */
  waiting(): number
  close(): Promise<void>
}

const describe = (name: string) => ({
  name,
  description: `It is ${name}.`,
  inputSchema: { type: 'object' },
  annotations: { readOnlyHint: true },
})

export async function startChangingToolServer(): Promise<ChangingToolServer> {
  const sessions = new Set<string>()
  const listeners = new Set<ServerResponse>()
  const gate = Promise.withResolvers<void>()
  let [lists, waiting] = [0, 0]
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const here: ChangingToolServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    tools: ['look', 'wait'],
    isDown: false,
    open: () => sessions.size,
    lists: () => lists,
    isHeard: () => listeners.size > 0,
    tellChange() {
      const told = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' }
      for (const response of listeners) response.write(`event: message\ndata: ${JSON.stringify(told)}\n\n`)
    },
    release: () => gate.resolve(),
    waiting: () => waiting,
    async close() {
      gate.resolve()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    if (here.isDown) return response.writeHead(503).end()
    const session = String(request.headers['mcp-session-id'] ?? '')
    if (request.method === 'DELETE') {
      sessions.delete(session)
      return response.writeHead(204).end()
    }
    if (request.method === 'GET') return listen(session, response)
    let text = ''
    for await (const piece of request) text += String(piece)
    const { id, method, params } = JSON.parse(text)
    if (method !== 'initialize' && !sessions.has(session)) return response.writeHead(404).end()
    if (id === undefined) return response.writeHead(202).end()
    const made = method === 'initialize' ? { 'mcp-session-id': open() } : {}
    const result = await resultOf(method, params)
    const error = { code: -32601, message: 'No such method' }
    response.writeHead(200, { 'content-type': 'application/json', ...made })
    return response.end(JSON.stringify({ jsonrpc: '2.0', id, ...(result ? { result } : { error }) }))
  }

  function open(): string {
    const id = randomUUID()
    sessions.add(id)
    return id
  }

  function listen(session: string, response: ServerResponse) {
    if (!sessions.has(session)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    listeners.add(response)
    return response.on('close', () => listeners.delete(response))
  }

  async function resultOf(method: string, params: { name?: string }): Promise<object | null> {
    if (method === 'initialize')
      return {
        protocolVersion: '2025-11-25',
        capabilities: { tools: { listChanged: true } },
        serverInfo: { name: 'changing', version: '1' },
      }
    if (method === 'tools/list') {
      lists += 1
      return { tools: here.tools.map(describe) }
    }
    if (method !== 'tools/call') return null
    if (params.name === 'wait') {
      waiting += 1
      await gate.promise
    }
    return { content: [{ type: 'text', text: 'Done.' }] }
  }
  return here
}
