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
    'In lower case, with digits and single hyphens. `mcp:<name>:*` is what agents and policies call its tools.',
  )
const url = z
  .string()
  .trim()
  .max(500)
  .refine(isWebAddress, 'expected an http or https address without user, password and fragment')
const clientId = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .nullable()
  .describe('What we are called at its authorization server, where that was agreed by hand.')

/** Names of headers that belong to the transport, or to the sign-in. */
const reserved = /^(host|content-.*|transfer-encoding|connection|accept|mcp-.*|cookie|proxy-.*|te|upgrade)$/
const Headers = z
  .record(
    z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/, 'a header by its name in lower case')
      .refine((header) => !reserved.test(header), 'this header is ours to set'),
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
    'Why a server could not be used. `sign-in`: it wants to know who calls. `protocol`: it does not answer as a server of tools does. `ended`: its program or connection ended meanwhile. `no-program`: the operator’s file names no such program for this tenant. `seal-broken`: what it is shown was sealed under another key of this server.',
  )
export type ToolServerErrorCode = z.infer<typeof ToolServerErrorCode>

export const ToolServer = z
  .object({
    id: id('toolServer'),
    name,
    transport: z
      .enum(['http', 'sse', 'program'])
      .describe(
        '`http`: Streamable HTTP. `sse`: the older one. `program`: one that the operator’s file names.',
      ),
    url: url.nullable(),
    program: z.string().nullable(),
    auth: z
      .enum(['none', 'headers', 'oauth'])
      .describe('What it is shown: nothing, headers such as a key, or a sign-in of OAuth 2.1.'),
    isPersonal: z.boolean().describe('Whether each member calls it with a key or sign-in of their own.'),
    clientId,
    headerNames: z.array(z.string()).describe('The headers that it is shown for whoever asks.'),
    isSignedIn: z.boolean().describe('Whether there is what it is shown for whoever asks.'),
    state: z
      .enum(['new', 'ready', 'failing', 'suspended'])
      .describe('`new`: it was not tried yet. `failing`: it could not be used when it was tried last.'),
    errorCode: ToolServerErrorCode.nullable(),
    protocol: z.string().nullable().describe('The revision of the protocol that it speaks.'),
    title: z.string().describe('What it calls itself.'),
    toolCount: z.int().describe('How many of its tools can be used.'),
    waitingCount: z.int().describe('How many new or changed ones wait to be approved.'),
    syncedAt: Instant.nullable().describe('When its tools were looked at last.'),
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
      .describe('The programs that the operator’s file names for this tenant.'),
  })
  .meta({ id: 'ToolServerList' })
export type ToolServerList = z.infer<typeof ToolServerList>

export const CreateToolServer = z.strictObject({
  name,
  transport: z.enum(['http', 'sse', 'program']).default('http'),
  url: url.nullable().default(null),
  program: z.string().max(80).nullable().default(null),
  auth: z.enum(['none', 'headers', 'oauth']).default('none'),
  isPersonal: z.boolean().default(false),
  headers: Headers.default({}).describe('For `headers` that all share. Never shown again.'),
  clientId: clientId.default(null),
  clientSecret: z.string().max(1_000).nullable().default(null),
})

const toolServerId = id('toolServer')
export const ToolServerRef = z.strictObject({ toolServerId })

export const ChangeToolServer = z.strictObject({
  toolServerId,
  url: url.optional(),
  headers: Headers.optional().describe('All of them anew, for a server whose headers are shared.'),
  clientId: clientId.optional(),
  clientSecret: z.string().max(1_000).nullable().optional(),
  isSuspended: z.boolean().optional(),
})

const Description = z.object({
  title: z.string(),
  description: z.string(),
  inputSchema: z.record(z.string(), z.unknown()),
  isReadOnly: z.boolean(),
  isDestructive: z.boolean(),
  isIdempotent: z.boolean(),
  isOpenWorld: z.boolean(),
})
export type ToolServerDescription = z.infer<typeof Description>

export const ServerTool = z
  .object({
    name: z.string(),
    listedAs: z.string().describe('What agents’ lists and policies call it.'),
    state: z
      .enum(['approved', 'new', 'changed', 'gone'])
      .describe('Only an `approved` one can be used: what changed waits until somebody says that it may.'),
    approved: Description.nullable(),
    offered: Description.nullable().describe(
      'How its server describes it now, where that is not what was approved.',
    ),
    offeredFingerprint: z.string().nullable().describe('Names that description; it is what is approved.'),
    updatedAt: Instant,
  })
  .meta({ id: 'ServerTool' })
export type ServerTool = z.infer<typeof ServerTool>
export const ServerToolList = z.object({ items: z.array(ServerTool) }).meta({ id: 'ServerToolList' })

export const ApproveServerTools = z.strictObject({
  toolServerId,
  tools: z
    .array(z.strictObject({ name: z.string().max(128), fingerprint: z.string().max(64) }))
    .min(1)
    .max(200)
    .describe('As they were shown: one that changed again meanwhile is not approved.'),
})

export const SyncedToolServer = z
  .object({ server: ToolServer, tools: z.array(ServerTool) })
  .meta({ id: 'SyncedToolServer' })

export const BeginToolSignIn = z
  .object({ page: z.url().describe('Where the member signs in, and comes back to the console from.') })
  .meta({ id: 'BegunToolSignIn' })

export const FinishToolSignIn = z.strictObject({
  state: z.string().min(1).max(200),
  code: z.string().min(1).max(4_000),
  issuer: z
    .string()
    .max(500)
    .nullable()
    .default(null)
    .describe('`iss`, where the member came back with one.'),
})

export const SetOwnHeaders = z.strictObject({ toolServerId, headers: Headers })
