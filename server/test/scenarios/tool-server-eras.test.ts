import { McpServer, createMcpHandler } from '@modelcontextprotocol/server'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerTool, ToolServer } from '#contract/shapes/tool-server.ts'
import { systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { toolsFor } from '#features/tools/index.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let outside: Server
let server: TestServer
const methods: string[] = []

beforeAll(async () => {
  const handler = createMcpHandler(() => {
    const served = new McpServer({ name: 'newer', version: '1' })
    served.registerTool(
      'greet',
      { description: 'Greets.', annotations: { readOnlyHint: true } },
      async () => ({
        content: [{ type: 'text', text: 'Hello.' }],
      }),
    )
    return served
  })
  outside = createServer(async (request, response) => {
    const body = request.method === 'POST' ? await text(request) : undefined
    if (body) methods.push(JSON.parse(body).method)
    const answer = await handler.fetch(
      new Request(`http://127.0.0.1${request.url}`, {
        method: request.method ?? 'GET',
        headers: request.headers as Record<string, string>,
        ...(body !== undefined && { body }),
      }),
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    if (answer.body) for await (const piece of answer.body) response.write(piece)
    response.end()
  })
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
})
afterAll(async () => {
  await server.close()
  outside.closeAllConnections()
  outside.close()
})

test('a server with the stateless revision of the protocol works', async () => {
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/mcp`
  const made = await server.ask<ToolServer>('POST', '/v1/tool-servers', { body: { name: 'newer', url } })
  const synced = await server.ask<{ server: ToolServer; tools: ServerTool[] }>(
    'POST',
    `/v1/tool-servers/${made.body.id}/sync`,
  )
  expect(synced.body.server, synced.text).toMatchObject({
    state: 'ready',
    protocol: '2026-07-28',
    toolCount: 1,
  })
  const tenantId = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
  const scope = systemScope(server.app, tenantId, visit())
  const [tool] = await toolsFor(scope, server.app.ports, { tools: ['mcp:newer:*'] })
  expect(await tool?.call({}, { idempotencyKey: 'k', signal: scope.signal })).toEqual({
    output: 'Hello.',
    isError: false,
  })
  expect(methods).toContain('server/discover')
  expect(methods).not.toContain('initialize')
})
