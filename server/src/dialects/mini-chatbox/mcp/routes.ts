import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ServerTool } from '#contract/shapes/tool-server.ts'
import { useTool } from '#features/chat/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { accept, inPath } from '../accept.ts'
import { type Caller, type EnterCaller, knockOf, requireHand, requireMay } from '../caller.ts'
import { readBody } from '../form.ts'
import { findId, numberOf, numbersOf } from '../numbers.ts'
import { openPaths } from '../paths.ts'
import { provideAgents } from '../provide-agents.ts'
import { notThere, Refusal } from '../refusal.ts'
import { offers } from './offers.ts'
import { readServer } from './read-server.ts'
import {
  addServer,
  type NotedServer,
  removeServer,
  requireServer,
  serversAddedHere,
  showServers,
  showTool,
  takeTools,
  toolsOf,
} from './servers.ts'

const SERVERS = '/api/mcp/servers'
const SERVER = `${SERVERS}/:name([^/]+)`
const Call = z.object({ parameters: z.record(z.string(), z.json()).nullish() })

/** Servers of tools, by their addresses, and calling what they offer. */
export function mcpRoutes(http: FastifyInstance, app: Application, enter: EnterCaller) {
  const open = openPaths(http)
  const entered = async (request: FastifyRequest, permission: 'tool:use' | 'tool:manage') => {
    const caller = await enter(knockOf(request))
    requireMay(caller, permission)
    return caller
  }
  const named = async (request: FastifyRequest) => {
    const { system } = await entered(request, 'tool:use')
    return { system, server: await requireServer(system, inPath(request, 'name')) }
  }

  open('GET', SERVERS, async (request) => {
    const { system } = await entered(request, 'tool:use')
    return showServers(system, await serversAddedHere(system))
  })

  open('POST', SERVERS, async (request, reply) => {
    const { system } = await entered(request, 'tool:manage')
    const added = await addServer(system, readServer(await readBody(request)))
    const [server] = await showServers(system, [added])
    return reply.code(201).send({ ...server, success: true, message: `Server ${added.notes.name} added` })
  })

  open('GET', SERVER, async (request) => {
    const { system, server } = await named(request)
    return (await showServers(system, [server]))[0]
  })

  open('DELETE', SERVER, async (request) => {
    const { system } = await entered(request, 'tool:manage')
    const server = await requireServer(system, inPath(request, 'name'))
    await removeServer(system, server)
    return { success: true, message: `Server ${server.notes.name} removed` }
  })

  open('POST', `${SERVER}/sync_tools`, async (request) => {
    const { system } = await entered(request, 'tool:manage')
    const server = await requireServer(system, inPath(request, 'name'))
    const synced = await takeTools(system, server.server.id)
    if (synced.server.state === 'failing')
      throw new Refusal(502, `The server could not be used: ${synced.server.trouble ?? 'unknown'}`)
    const tools = await toolsOf(system, server)
    return {
      server_id: await numberOf(system, 'server', server.server.id),
      server_name: server.notes.name,
      synced_count: tools.length,
      tools: tools.map(showTool),
    }
  })

  open('GET', `${SERVER}/tools`, async (request) => {
    const { system, server } = await named(request)
    return show(system, server, await toolsOf(system, server))
  })
  for (const [kind, ask] of Object.entries(offers))
    open('GET', `${SERVER}/${kind}`, async (request) => {
      const { system, server } = await named(request)
      return ask(system, server)
    })

  open('GET', '/api/mcp/tools', async (request) => {
    const { system } = await entered(request, 'tool:use')
    const all = []
    for (const server of await serversAddedHere(system))
      all.push(...(await show(system, server, await toolsOf(system, server))))
    return all
  })

  open('POST', '/api/mcp/tools/:id(^\\d+$)/execute', async (request) => {
    const caller = await entered(request, 'tool:use')
    const { system } = caller
    const toolId = await findId(system, 'tool', inPath(request, 'id'))
    for (const server of await serversAddedHere(system)) {
      const tool = (await toolsOf(system, server)).find((one) => idOf(server, one) === toolId)
      if (!tool) continue
      const { parameters, output, isError, tookMs } = await call(caller, tool, request)
      return {
        tool_id: Number(inPath(request, 'id')),
        tool_name: tool.name,
        server_name: server.notes.name,
        parameters,
        result: output,
        status: isError ? 'error' : 'success',
        execution_time: tookMs / 1_000,
        timestamp: app.now().toISOString(),
      }
    }
    throw notThere('Tool')
  })

  open('POST', '/api/mcp/tools/:name([^/]+)/:tool([^/]+)', async (request) => {
    const caller = await entered(request, 'tool:use')
    const server = await requireServer(caller.system, inPath(request, 'name'))
    const wanted = inPath(request, 'tool')
    const tool = (await toolsOf(caller.system, server)).find(({ name }) => name === wanted)
    if (!tool) throw notThere('Tool')
    const { output, isError } = await call(caller, tool, request)
    if (isError) throw new Refusal(502, typeof output === 'string' ? output : JSON.stringify(output))
    return typeof output === 'object' && output !== null ? output : { result: output }
  })
}

/** A tool has no id of its own; its number stands for one that is made of its server's and its name. */
function idOf({ server }: NotedServer, { name }: ServerTool): string {
  const digits = createHash('sha256').update(`${server.id}/${name}`).digest('hex')
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digits) ?? []
  return `${a}-${b}-8${c}-8${d}-${e}`
}

async function show(system: Scope, server: NotedServer, tools: readonly ServerTool[]) {
  const numberOfTool = await numbersOf(
    system,
    'tool',
    tools.map((tool) => idOf(server, tool)),
  )
  return tools.map((tool) => ({
    id: numberOfTool(idOf(server, tool)),
    ...showTool(tool),
    serverId: server.notes.name,
    server_name: server.notes.name,
    is_enabled: true,
    created_at: tool.updatedAt,
  }))
}

async function call(caller: Caller, { listedAs }: ServerTool, request: FastifyRequest) {
  requireHand(caller)
  const { scope, system } = caller
  const parameters = accept(Call, await readBody(request)).parameters ?? {}
  const { chat: agentId } = await provideAgents(system, {})
  const mayManage = scope.actor.permissions.has('tool:manage')
  return { parameters, ...(await useTool(system, { tool: listedAs, agentId, input: parameters, mayManage })) }
}
