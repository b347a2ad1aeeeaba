import { z } from 'zod'
import { Instant, id } from '../ids.ts'

const isWebAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && !url.hash
  )
}

const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40)
  .describe(
    'The name of the server, in lower-case letters and digits with single hyphens, such as `our-wiki`. Agents and policies refer to its tools as `mcp:<name>:<tool>`.',
  )
const url = z
  .string()
  .trim()
  .max(500)
  .refine(isWebAddress, 'expected an http or https URL without user, password and fragment')
const clientId = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .nullable()
  .describe(
    'The OAuth client id of Parley at the authorization server, if it was registered manually; null: automatic registration.',
  )

/** Headers that Parley sets itself for transport and sign-in. */
const reserved = /^(host|content-.*|transfer-encoding|connection|accept|mcp-.*|cookie|proxy-.*|te|upgrade)$/
const Headers = z
  .record(
    z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/, 'a header name in lower case')
      .refine((header) => !reserved.test(header), 'this header is set by Parley'),
    z.string().regex(/^[\x20-\x7e]{1,4000}$/, 'printable ASCII, up to 4,000 characters'),
  )
  .refine((headers) => Object.keys(headers).length <= 10, 'at most ten headers')

export const ToolServerErrorCode = z
  .enum([
    'unreachable',
    'timeout',
    'private-address',
    'sign-in',
    'refused',
    'protocol',
    'too-large',
    'ended',
    'no-program',
    'seal-broken',
  ])
  .describe(
    'Why the server could not be used. `unreachable`: no connection. `timeout`: no answer in time. `private-address`: the URL is on a private network. `sign-in`: it requires authentication. `refused`: it rejected the request. `protocol`: it does not answer like an MCP server. `too-large`: its response is too large. `ended`: its program exited or its connection closed. `no-program`: the configuration of this installation has no such program for the tenant. `seal-broken`: its stored credentials cannot be decrypted on this server; enter them again.',
  )
export type ToolServerErrorCode = z.infer<typeof ToolServerErrorCode>

export const ToolServer = z
  .object({
    id: id('toolServer'),
    name,
    transport: z
      .enum(['http', 'sse', 'program'])
      .describe(
        '`http`: Streamable HTTP; `sse`: the older HTTP+SSE transport; `program`: a local program from the configuration of this installation.',
      ),
    url: url.nullable().describe('The URL of the server; null for a program.'),
    program: z.string().nullable().describe('The name of the program; null for a server with a URL.'),
    auth: z
      .enum(['none', 'headers', 'oauth'])
      .describe(
        'How calls are authenticated: not at all, with headers such as an API key, or with OAuth 2.1.',
      ),
    isPersonal: z
      .boolean()
      .describe('Whether each member uses credentials of their own; otherwise all share the same.'),
    clientId,
    headerNames: z
      .array(z.string())
      .describe('The names of the stored headers that apply to you; their values are never returned.'),
    isSignedIn: z
      .boolean()
      .describe(
        'Whether the server can be called for you: it needs no credentials, or valid ones are stored.',
      ),
    state: z
      .enum(['new', 'ready', 'failing', 'suspended'])
      .describe(
        '`new`: not connected yet; `ready`: it can be used; `failing`: the last connection failed; `suspended`: switched off.',
      ),
    errorCode: ToolServerErrorCode.nullable(),
    protocol: z
      .string()
      .nullable()
      .describe('The MCP revision that the server uses, such as `2025-06-18`; null if unknown.'),
    title: z.string().describe('The name that the server gives itself.'),
    toolCount: z.int().describe('Number of approved tools.'),
    waitingCount: z.int().describe('Number of new or changed tools that wait for approval.'),
    syncedAt: Instant.nullable().describe('When the list of tools was last fetched; null if never.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'ToolServer' })
export type ToolServer = z.infer<typeof ToolServer>

export const ToolServerList = z
  .object({
    items: z.array(ToolServer),
    programs: z
      .array(z.object({ name: z.string(), title: z.string() }))
      .describe('The local programs that the configuration of this installation offers to the tenant.'),
  })
  .meta({ id: 'ToolServerList' })
export type ToolServerList = z.infer<typeof ToolServerList>

export const CreateToolServer = z.strictObject({
  name,
  transport: ToolServer.shape.transport.default('http'),
  url: url.nullable().default(null).describe('The URL of the server; null for a program.'),
  program: z
    .string()
    .max(80)
    .nullable()
    .default(null)
    .describe('The name of the program; null for a server with a URL.'),
  auth: ToolServer.shape.auth.default('none'),
  isPersonal: ToolServer.shape.isPersonal.default(false),
  headers: Headers.default({}).describe(
    'Headers for `auth: headers` that all members share, such as `authorization`. Stored encrypted and never returned.',
  ),
  clientId: clientId.default(null),
  clientSecret: z
    .string()
    .max(1_000)
    .nullable()
    .default(null)
    .describe('The secret that belongs to `clientId`; null: none.'),
})

const toolServerId = id('toolServer')
export const ToolServerRef = z.strictObject({ toolServerId })

export const ChangeToolServer = z.strictObject({
  toolServerId,
  url: url.optional().describe('The new URL of the server.'),
  headers: Headers.optional().describe(
    'The new headers, which replace all stored ones. Only for headers that all members share.',
  ),
  clientId: clientId.optional(),
  clientSecret: z
    .string()
    .max(1_000)
    .nullable()
    .optional()
    .describe('The secret that belongs to `clientId`; null: remove it.'),
  isSuspended: z.boolean().optional().describe('True to suspend the server, false to resume it.'),
})

const Description = z.object({
  title: z.string(),
  description: z.string(),
  inputSchema: z.record(z.string(), z.unknown()).describe('The arguments of the tool, as JSON Schema.'),
  isReadOnly: z.boolean().describe('Whether the server says that the tool changes nothing.'),
  isDestructive: z.boolean().describe('Whether the server says that the tool may delete or overwrite data.'),
  isIdempotent: z.boolean().describe('Whether the server says that repeating a call has no further effect.'),
  isOpenWorld: z
    .boolean()
    .describe('Whether the server says that the tool reaches outside systems, such as the web.'),
})
export type ToolServerDescription = z.infer<typeof Description>

export const ServerTool = z
  .object({
    name: z.string().describe('The name of the tool at its server.'),
    listedAs: z.string().describe('The name of the tool in agents and policies: `mcp:<server>:<tool>`.'),
    state: z
      .enum(['approved', 'new', 'changed', 'gone'])
      .describe(
        'Only an `approved` tool can be used. A `new` or `changed` tool waits for approval; a `gone` tool is no longer offered by its server.',
      ),
    approved: Description.nullable().describe(
      'The approved description; null if the tool was never approved.',
    ),
    offered: Description.nullable().describe(
      'The current description from the server, if it differs from the approved one; otherwise null.',
    ),
    offeredFingerprint: z
      .string()
      .nullable()
      .describe('The fingerprint of `offered`, to send when approving it; null if `offered` is null.'),
    updatedAt: Instant,
  })
  .meta({ id: 'ServerTool' })
export type ServerTool = z.infer<typeof ServerTool>
export const ServerToolList = z.object({ items: z.array(ServerTool) }).meta({ id: 'ServerToolList' })

export const ApproveServerTools = z.strictObject({
  toolServerId,
  tools: z
    .array(
      z.strictObject({
        name: z.string().max(128),
        fingerprint: z.string().max(64).describe('The `offeredFingerprint` of the tool.'),
      }),
    )
    .min(1)
    .max(200)
    .describe(
      'The tools to approve, each with its `offeredFingerprint`. A tool whose description has changed since is not approved.',
    ),
})

export const SyncedToolServer = z
  .object({
    server: ToolServer,
    tools: z.array(ServerTool).describe('The tools that the server offers now.'),
  })
  .meta({ id: 'SyncedToolServer' })

export const BeginToolSignIn = z
  .object({ page: z.url().describe('The URL where the member signs in. It redirects back to the console.') })
  .meta({ id: 'BegunToolSignIn' })

export const FinishToolSignIn = z.strictObject({
  state: z.string().min(1).max(200).describe('The `state` parameter of the redirect back.'),
  code: z.string().min(1).max(4_000).describe('The `code` parameter of the redirect back.'),
  issuer: z
    .string()
    .max(500)
    .nullable()
    .default(null)
    .describe('The `iss` parameter of the redirect back; null if there was none.'),
})

export const SetOwnHeaders = z.strictObject({
  toolServerId,
  headers: Headers.describe(
    'Headers for your calls, such as `authorization`. Stored encrypted and never returned.',
  ),
})
