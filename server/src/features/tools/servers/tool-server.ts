import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type {
  ServerTool,
  ToolServer,
  ToolServerDescription,
  ToolServerErrorCode,
} from '#contract/shapes/tool-server.ts'
import type { Schema } from '#platform/database/schema.ts'
import { isListedAddress } from '#platform/http/listed-hosts.ts'
import { isPlainlyPrivate } from '#platform/http/public-address.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableJson } from '#kernel/storable.ts'
import type { ServedTool } from '#kernel/tool-servers.ts'

export type ToolServerRow = Selectable<Schema['tool_servers']>
export type ServedToolRow = Selectable<Schema['served_tools']>
export type CredentialRow = Selectable<Schema['tool_server_credentials']>

export interface ToolServerFacts {
  server: ToolServerRow
  tools: readonly ServedToolRow[]
  credentials: readonly CredentialRow[]
}

const DESCRIPTION_MAX = 4_000
const SCHEMA_MAX = 64_000
const TOOLS_MAX = 200

/** Whose credentials a server gets for the actor; null if it requires a member's own and there is no member. */
export function holderOf(
  { tenantId, actor }: Scope,
  { is_personal }: Pick<ToolServerRow, 'is_personal'>,
): string | null {
  if (!is_personal) return tenantId
  return actor.kind === 'member' ? actor.id : null
}

export const listedAs = (server: string, tool: string): string => `mcp:${server}:${tool}`

/**
 * The name of a tool for models, unique: a server's name has no underscore, and a changed or shortened name ends with a
 * digest.
 */
export function nameForModels(server: string, tool: string): string {
  const plain = `${server}__${tool}`
  if (/^[\w-]{1,64}$/.test(plain)) return plain
  const digest = createHash('sha256').update(listedAs(server, tool)).digest('hex').slice(0, 10)
  return `${plain.replace(/[^\w-]/g, '_').slice(0, 53)}_${digest}`
}

/** The description of a tool as it is stored, shown and approved. */
export const descriptionOf = (tool: ServedTool): ToolServerDescription =>
  storableJson({
    title: tool.title.slice(0, 200),
    description: tool.description.slice(0, DESCRIPTION_MAX),
    inputSchema: tool.inputSchema,
    isReadOnly: tool.isReadOnly,
    isDestructive: tool.isDestructive,
    isIdempotent: tool.isIdempotent,
    isOpenWorld: tool.isOpenWorld,
  }) as ToolServerDescription

/** The same for the same name and description, whatever the order of their keys. Includes what was cut off. */
export const fingerprintOf = (tool: ServedTool): string =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(tool)))
    .digest('hex')

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return entries.map(([key, entry]) => [key, inOrder(entry)])
}

/** The tools of a list that can be stored: the first of each name, of a reasonable size, up to a limit. */
export function keepable(tools: readonly ServedTool[]): ServedTool[] {
  const byName = new Map<string, ServedTool>()
  for (const tool of tools)
    if (
      !byName.has(tool.name) &&
      /^[\w./-]{1,128}$/.test(tool.name) &&
      JSON.stringify(tool.inputSchema).length <= SCHEMA_MAX
    )
      byName.set(tool.name, tool)
  return [...byName.values()].slice(0, TOOLS_MAX)
}

export const stateOf = (row: ServedToolRow): ServerTool['state'] => {
  if (row.approved === null) return 'new'
  if (row.offered === null) return 'gone'
  return row.fingerprint === row.offered_fingerprint ? 'approved' : 'changed'
}

export const toServerTool = (
  { name: server }: Pick<ToolServerRow, 'name'>,
  row: ServedToolRow,
): ServerTool => {
  const state = stateOf(row)
  const isWaiting = state === 'new' || state === 'changed'
  return {
    name: row.name,
    listedAs: listedAs(server, row.name),
    state,
    approved: row.approved as ToolServerDescription | null,
    offered: isWaiting ? (row.offered as ToolServerDescription) : null,
    offeredFingerprint: isWaiting ? row.offered_fingerprint : null,
    updatedAt: row.updated_at.toISOString(),
  }
}

export function toToolServer(scope: Scope, { server, tools, credentials }: ToolServerFacts): ToolServer {
  const holder = holderOf(scope, server)
  const credential = credentials.find(({ holder_id: id }) => id === holder)
  const states = tools.map(stateOf)
  return {
    id: server.id,
    name: server.name,
    transport: server.transport as ToolServer['transport'],
    url: server.url,
    program: server.program,
    auth: server.auth as ToolServer['auth'],
    isPersonal: server.is_personal,
    clientId: server.client_id,
    headerNames: credential?.header_names ?? [],
    isSignedIn: server.auth === 'none' || (credential !== undefined && !credential.is_spent),
    state: server.suspended_at
      ? 'suspended'
      : server.error_code
        ? 'failing'
        : server.synced_at
          ? 'ready'
          : 'new',
    errorCode: server.error_code as ToolServerErrorCode | null,
    protocol: server.protocol,
    title: server.title,
    toolCount: states.filter((state) => state === 'approved').length,
    waitingCount: states.filter((state) => state === 'new' || state === 'changed').length,
    syncedAt: server.synced_at?.toISOString() ?? null,
    createdAt: server.created_at.toISOString(),
    updatedAt: server.updated_at.toISOString(),
  }
}

/** Throws Fault `invalid_input` for an address that would be refused in any case, so that the error comes early. */
export function refusePrivate(scope: Scope, url: string): void {
  const { privateHosts } = scope.app.settings
  if (isListedAddress(privateHosts, url) || !isPlainlyPrivate(new URL(url).hostname)) return
  const message =
    'this address is in a private network; the administrator of the server can allow its host and port in PARLEY_PRIVATE_HOSTS'
  throw invalidInput(`url: ${message}`, [{ path: 'url', message }])
}
