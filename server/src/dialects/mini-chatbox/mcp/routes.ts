import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ServerTool } from '#contract/shapes/tool-server.ts'
import { useTool } from '#features/answers/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { accept, inPath } from '../accept.ts'
import { type Caller, type EnterCaller, elevateFor, entryRequestOf, requireAccount } from '../caller.ts'
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
/** The permissions to read and store the servers added here, and to give their tools to the agent. */
const SERVERS_MAY: readonly Permission[] = ['tool:use', 'tool:manage', 'agent:read', 'agent:write']
const READERS_MAY: readonly Permission[] = [...SERVERS_MAY, 'knowledge:read']
const Call = z.object({ parameters: z.record(z.string(), z.json()).nullish() })

/** Tool servers by URL, and calls of their tools. */
export function mcpRoutes(http: FastifyInstance, app: Application, enter: EnterCaller) {
  const entered = async (request: FastifyRequest, permission: 'tool:use' | 'tool:manage') => {
    const caller = await enter(entryRequestOf(request))
    // A shared server's resources are for those who may read knowledge.
    const isReader = caller.may?.has('knowledge:read') ?? true
    return { caller, elevated: elevateFor(caller, permission, isReader ? READERS_MAY : SERVERS_MAY) }
  }
  serverRoutes(http, entered)
  toolRoutes(http, app, entered)
}

type Enter = (
  request: FastifyRequest,
  permission: 'tool:use' | 'tool:manage',
) => Promise<{ caller: Caller; elevated: ElevatedScope }>

function serverRoutes(http: FastifyInstance, entered: Enter) {
  const open = openPaths(http)
  const named = async (request: FastifyRequest) => {
    const { elevated } = await entered(request, 'tool:use')
    return { elevated, server: await requireServer(elevated, inPath(request, 'name')) }
  }

  open('GET', SERVERS, async (request) => {
    const { elevated } = await entered(request, 'tool:use')
    return showServers(elevated, await serversAddedHere(elevated))
  })

  open('POST', SERVERS, async (request, reply) => {
    const { elevated } = await entered(request, 'tool:manage')
    const added = await addServer(elevated, readServer(await readBody(request)))
    const [server] = await showServers(elevated, [added])
    return reply.code(201).send({ ...server, success: true, message: `Server ${added.notes.name} added` })
  })

  open('GET', SERVER, async (request) => {
    const { elevated, server } = await named(request)
    return (await showServers(elevated, [server]))[0]
  })

  open('DELETE', SERVER, async (request) => {
    const { elevated } = await entered(request, 'tool:manage')
    const server = await requireServer(elevated, inPath(request, 'name'))
    await removeServer(elevated, server)
    return { success: true, message: `Server ${server.notes.name} removed` }
  })

  open('POST', `${SERVER}/sync_tools`, async (request) => {
    const { elevated } = await entered(request, 'tool:manage')
    const server = await requireServer(elevated, inPath(request, 'name'))
    const synced = await takeTools(elevated, server.server.id)
    if (synced.server.state === 'failing')
      throw new Refusal(502, `The server could not be used: ${synced.server.errorCode ?? 'unknown'}`)
    const tools = await toolsOf(elevated, server)
    return {
      server_id: await numberOf(elevated, 'server', server.server.id),
      server_name: server.notes.name,
      synced_count: tools.length,
      tools: tools.map(showTool),
    }
  })

  open('GET', `${SERVER}/tools`, async (request) => {
    const { elevated, server } = await named(request)
    return show(elevated, server, await toolsOf(elevated, server))
  })
  for (const [kind, ask] of Object.entries(offers))
    open('GET', `${SERVER}/${kind}`, async (request) => {
      const { elevated, server } = await named(request)
      return ask(elevated, server)
    })
}

function toolRoutes(http: FastifyInstance, app: Application, entered: Enter) {
  const open = openPaths(http)

  open('GET', '/api/mcp/tools', async (request) => {
    const { elevated } = await entered(request, 'tool:use')
    const all = []
    for (const server of await serversAddedHere(elevated))
      all.push(...(await show(elevated, server, await toolsOf(elevated, server))))
    return all
  })

  open('POST', '/api/mcp/tools/:id(^\\d+$)/execute', async (request) => {
    const { caller, elevated } = await entered(request, 'tool:use')
    const toolId = await findId(elevated, 'tool', inPath(request, 'id'))
    for (const server of await serversAddedHere(elevated)) {
      const tool = (await toolsOf(elevated, server)).find((one) => idOf(server, one) === toolId)
      if (!tool) continue
      const { parameters, output, isError, tookMs } = await call({ caller, elevated }, tool, request)
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
    const { caller, elevated } = await entered(request, 'tool:use')
    const server = await requireServer(elevated, inPath(request, 'name'))
    const wanted = inPath(request, 'tool')
    const tool = (await toolsOf(elevated, server)).find(({ name }) => name === wanted)
    if (!tool) throw notThere('Tool')
    const { output, isError } = await call({ caller, elevated }, tool, request)
    if (isError) throw new Refusal(502, typeof output === 'string' ? output : JSON.stringify(output))
    return typeof output === 'object' && output !== null ? output : { result: output }
  })
}

/** A tool has no ID of its own; its number stands for one made from the names of server and tool. */
function idOf({ server }: NotedServer, { name }: ServerTool): string {
  const digits = createHash('sha256').update(`${server.id}/${name}`).digest('hex')
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digits) ?? []
  return `${a}-${b}-8${c}-8${d}-${e}`
}

async function show(elevated: ElevatedScope, server: NotedServer, tools: readonly ServerTool[]) {
  const numberOfTool = await numbersOf(
    elevated,
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

async function call(
  { caller, elevated }: { caller: Caller; elevated: ElevatedScope },
  { listedAs }: ServerTool,
  request: FastifyRequest,
) {
  requireAccount(caller)
  const { scope } = caller
  const parameters = accept(Call, await readBody(request)).parameters ?? {}
  const { chat: agentId } = await provideAgents(elevated)
  const mayManage = scope.actor.permissions.has('tool:manage')
  return {
    parameters,
    ...(await useTool(elevated, { tool: listedAs, agentId, input: parameters, mayManage })),
  }
}
