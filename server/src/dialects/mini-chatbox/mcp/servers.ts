import type { ServerTool, ToolServer } from '#contract/shapes/tool-server.ts'
import { changeAgent, readAgent } from '#features/agents/index.ts'
import { setAgentToolPolicy } from '#features/answers/index.ts'
import {
  approveServerTools,
  changeToolServer,
  createToolServer,
  deleteToolServer,
  listToolServers,
  readToolServer,
  syncToolServer,
} from '#features/tools/index.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { findId, forget, note, notesOf, numbersOf } from '../numbers.ts'
import { provideAgents } from '../provide-agents.ts'
import { badRequest, notThere } from '../refusal.ts'
import { offers } from './offers.ts'

const TOOLS_OF_AN_AGENT = 50
const RULES_MAX = 100
const NO_KEY_BEFORE = 'The server was added without a key. Remove it and add it again with one.'
const NO_PROGRAMS =
  'Programs are started by the operator alone, who names them in PARLEY_TOOL_SERVERS. Give the url of a server, or the name of one of those programs.'

/** Data of a server that the core does not store. */
export interface ServerNotes {
  /** The client's name for it. */
  readonly name?: string
  readonly metadata?: Record<string, unknown>
}

export interface NotedServer {
  readonly server: ToolServer
  readonly notes: ServerNotes
}

export interface Adding {
  readonly name: string
  /** Null for a program with this name, which must be in the operator's file. */
  readonly url: string | null
  readonly key: string | null
  readonly metadata: Record<string, unknown>
}

/** The servers added here, oldest first, without those of the console. */
export async function serversAddedHere(elevated: ElevatedScope): Promise<NotedServer[]> {
  const { items } = await listToolServers(elevated, {})
  const notes = await notesOf(
    elevated,
    'server-notes',
    items.map(({ id }) => id),
  )
  return items
    .map((server) => ({ server, notes: notes(server.id) as ServerNotes }))
    .filter((one) => one.notes.name !== undefined)
    .sort((a, b) => a.server.createdAt.localeCompare(b.server.createdAt))
}

/** The server that a client calls by its name or its number. */
export async function requireServer(elevated: ElevatedScope, named: string): Promise<NotedServer> {
  const all = await serversAddedHere(elevated)
  const id = await findId(elevated, 'server', named)
  const found = all.find(({ notes }) => notes.name === named) ?? all.find(({ server }) => server.id === id)
  if (!found) throw notThere('Server')
  return found
}

/**
 * Adds a server, approves its current tools, and gives them to the agent that answers with tools. A page adds its saved
 * servers on each load: the same name and address mean the same server, with the most recent key.
 */
export async function addServer(elevated: ElevatedScope, adding: Adding): Promise<NotedServer> {
  const { name, url, key, metadata } = adding
  // A program gets no key: the operator's file says how it is started.
  const headers = key === null || url === null ? null : { authorization: `Bearer ${key}` }
  const known = (await serversAddedHere(elevated)).find(({ notes }) => notes.name === name)
  if (known) {
    const { server, notes } = known
    if (url === null ? server.program !== name : server.url !== url)
      throw badRequest('A server of this name exists already', { name: ['This name is taken.'] })
    if (headers && server.auth !== 'headers') throw badRequest(NO_KEY_BEFORE)
    if (headers) await changeToolServer(elevated, { toolServerId: server.id, headers })
    return { server, notes }
  }
  const { items, programs } = await listToolServers(elevated, {})
  if (url === null && !programs.some((program) => program.name === name)) throw badRequest(NO_PROGRAMS)
  const server = await createToolServer(elevated, {
    name: freeName(name, new Set(items.map((other) => other.name))),
    ...(url === null
      ? { transport: 'program' as const, program: name }
      : { transport: transportAt(url), url }),
    ...(headers && { auth: 'headers' as const, headers }),
  })
  const notes = { name, metadata }
  await note(elevated, 'server-notes', server.id, notes)
  const synced = await takeTools(elevated, server.id)
  return { server: synced.server, notes }
}

const transportAt = (url: string) => (/\/sse\/?$/.test(new URL(url).pathname) ? 'sse' : 'http')

/** An unused name in the core's format. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|(?<!-)-+$/g, '')
      .slice(0, 34)
      .replace(/(?<!-)-+$/, '') || 'server'
  let free = plain
  for (let at = 2; taken.has(free); at += 1) free = `${plain}-${at}`
  return free
}

/** Refreshes a server's tools and approves them all: whoever added the server trusts it. */
export async function takeTools(elevated: ElevatedScope, toolServerId: string) {
  const looked = await syncToolServer(elevated, { toolServerId })
  const waiting = looked.tools.flatMap(({ name, offeredFingerprint: fingerprint }) =>
    fingerprint === null ? [] : [{ name, fingerprint }],
  )
  const synced =
    waiting.length === 0 ? looked : await approveServerTools(elevated, { toolServerId, tools: waiting })
  await equip(elevated)
  return synced
}

/**
 * Gives the agent that answers with tools those of all servers added here. Calls that change something need the
 * approval of the person in the conversation.
 */
async function equip(elevated: ElevatedScope): Promise<void> {
  const { chat: agentId } = await provideAgents(elevated)
  const { tools: before } = await readAgent(elevated, { agentId })
  const servers = await serversAddedHere(elevated)
  const entries = servers.map(({ server }) => `mcp:${server.name}:*`)
  const kept = before.filter((entry) => !/^mcp:[^:]+:\*$/.test(entry) || entries.includes(entry))
  const tools = [...new Set([...kept, ...entries])].slice(0, TOOLS_OF_AN_AGENT)
  if (tools.join() !== before.join()) await changeAgent(elevated, { agentId, tools })
  const changing: string[] = []
  for (const { server } of servers)
    for (const tool of (await readToolServer(elevated, { toolServerId: server.id })).tools)
      if (tool.approved && !tool.approved.isReadOnly) changing.push(tool.listedAs)
  const rules = changing
    .slice(0, RULES_MAX)
    .map((pattern) => ({ pattern, verdict: 'ask' as const, personMayDecide: true }))
  await setAgentToolPolicy(elevated, { agentId, rules })
}

export async function removeServer(elevated: ElevatedScope, { server: { id } }: NotedServer): Promise<void> {
  await deleteToolServer(elevated, { toolServerId: id })
  await forget(elevated, 'server', [id])
  await forget(elevated, 'server-notes', [id])
  await equip(elevated)
}

/** The tools of a server that can be called. */
export async function toolsOf(elevated: ElevatedScope, { server }: NotedServer): Promise<ServerTool[]> {
  const { tools } = await readToolServer(elevated, { toolServerId: server.id })
  return tools.filter(({ state, approved }) => state === 'approved' && approved !== null)
}

export async function showServers(elevated: ElevatedScope, servers: readonly NotedServer[]) {
  const numberOf = await numbersOf(
    elevated,
    'server',
    servers.map(({ server }) => server.id),
  )
  return Promise.all(
    servers.map(async (one) => {
      const { server, notes } = one
      const [tools, resources, prompts] = await Promise.all([
        toolsOf(elevated, one),
        offers.resources(elevated, one),
        offers.prompts(elevated, one),
      ])
      return {
        id: numberOf(server.id),
        name: notes.name,
        serverId: notes.name,
        url: server.url ?? `stdio://${server.program}`,
        is_active: server.state !== 'suspended',
        connected: server.state === 'ready',
        ...(server.errorCode !== null && { error: server.errorCode }),
        tool_count: server.toolCount,
        tools: tools.map(showTool),
        resources,
        prompts,
        metadata: notes.metadata ?? {},
        created_at: server.createdAt,
        updated_at: server.updatedAt,
      }
    }),
  )
}

export const showTool = ({ name, approved }: ServerTool) => ({
  name,
  description: approved?.description ?? '',
  parameters: schemaOf(approved?.inputSchema),
  inputSchema: schemaOf(approved?.inputSchema),
})

const schemaOf = (schema: Record<string, unknown> = {}) => ({ properties: {}, ...schema, type: 'object' })
