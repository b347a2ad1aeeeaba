import { z } from 'zod'
import { Instant, id } from '../ids.ts'

const isWebAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  )
}

const url = z
  .string()
  .trim()
  .max(500)
  .refine(isWebAddress, 'expected an http or https address without user, password, query and fragment')

/** Names of headers that belong to the transport or are ours. */
const reserved =
  /^(host|content-.*|transfer-encoding|connection|accept.*|cookie|proxy-.*|te|trailer|upgrade|expect|idempotency-key|user-agent|webhook-.*)$/
const authHeader = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]{1,60}$/, 'a header by its name')
  .refine((header) => !reserved.test(header), 'this header is ours to set')
  .nullable()
  .describe('The header that it wants to be shown, such as `authorization`; null for none.')
const authValue = z
  .string()
  .regex(/^[\x20-\x7e]{1,4000}$/, 'printable ASCII, up to 4,000 characters')
  .nullable()
  .describe('What that header says. Never told again.')

const JsonSchema = z.record(z.string().max(200), z.unknown()).describe('JSON Schema of the arguments object.')

export const ToolOperation = z
  .object({
    name: z.string(),
    listedAs: z.string().describe('As agents and policies name it: `http:<name>:<operation>`.'),
    description: z.string(),
    method: z.string(),
    path: z.string(),
    inputSchema: JsonSchema,
    isReadOnly: z.boolean(),
  })
  .meta({ id: 'ToolOperation' })
export type ToolOperation = z.infer<typeof ToolOperation>

export const CustomToolKind = z
  .enum(['openapi', 'webhook'])
  .describe(
    '`openapi`: each operation of a document is a tool; `webhook`: one tool, called with a signed POST.',
  )

export const CustomTool = z
  .object({
    id: id('customTool'),
    kind: CustomToolKind,
    name: z.string(),
    description: z.string(),
    url: z.string(),
    authHeader: z.string().nullable(),
    operations: z.array(ToolOperation),
    skipped: z.array(z.object({ operation: z.string(), why: z.string() })),
    isSuspended: z.boolean(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'CustomTool' })
export type CustomTool = z.infer<typeof CustomTool>
export const CustomToolList = z.object({ items: z.array(CustomTool) }).meta({ id: 'CustomToolList' })

export const CustomToolRef = z.strictObject({ customToolId: id('customTool') })

const facts = {
  url: url.describe('Where it is called; below it for what a document describes.'),
  description: z.string().trim().max(1_000),
  document: z
    .string()
    .max(2_000_000)
    .describe('An OpenAPI 3 document, as JSON or YAML. Its own addresses are not looked at.'),
  inputSchema: JsonSchema,
  isReadOnly: z.boolean().describe('Of a webhook: whether calling it changes nothing.'),
  authHeader,
  authValue,
}

export const CreateCustomTool = z.strictObject({
  kind: CustomToolKind,
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(30)
    .describe('In lower case, with digits and single hyphens.'),
  url: facts.url,
  description: facts.description.default(''),
  document: facts.document.nullable().default(null),
  inputSchema: facts.inputSchema.nullable().default(null),
  isReadOnly: facts.isReadOnly.default(false),
  authHeader: authHeader.default(null),
  authValue: authValue.default(null),
})
export const ChangeCustomTool = CustomToolRef.extend({
  url: facts.url.optional(),
  description: facts.description.optional(),
  document: facts.document.optional(),
  inputSchema: facts.inputSchema.optional(),
  isReadOnly: facts.isReadOnly.optional(),
  authHeader: authHeader.optional(),
  authValue: authValue.optional(),
  isSuspended: z.boolean().optional(),
})
export const NewCustomTool = z
  .object({
    tool: CustomTool,
    secret: z.string().nullable().describe('What calls of a webhook are signed with. Shown this once.'),
  })
  .meta({ id: 'NewCustomTool' })
export type NewCustomTool = z.infer<typeof NewCustomTool>

export const TryCustomTool = CustomToolRef.extend({
  operation: z.string().max(100),
  input: z.record(z.string().max(200), z.unknown()).default({}),
})
export const TriedCustomTool = z
  .object({ output: z.unknown(), isError: z.boolean(), tookMs: z.int() })
  .meta({ id: 'TriedCustomTool' })
export type TriedCustomTool = z.infer<typeof TriedCustomTool>

export const FetchToolDocument = z.strictObject({
  address: z.string().trim().max(2_000).describe('Of an OpenAPI document on the web.'),
})
export const ToolDocument = z
  .object({
    text: z.string().nullable().describe('Null where there is none to be had.'),
    detail: z.string().nullable().describe('Why not.'),
  })
  .meta({ id: 'ToolDocument' })
