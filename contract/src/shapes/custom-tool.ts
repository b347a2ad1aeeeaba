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
  .refine(isWebAddress, 'expected an http or https URL without user, password, query and fragment')

/** Headers that belong to the transport or that Parley sets. */
const reserved =
  /^(host|content-.*|transfer-encoding|connection|accept.*|cookie|proxy-.*|te|trailer|upgrade|expect|idempotency-key|user-agent|webhook-.*)$/
const authHeader = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]{1,60}$/, 'expected a header name, such as x-api-key')
  .refine((header) => !reserved.test(header), 'this header is reserved; choose another one')
  .nullable()
  .describe('The header that authenticates each call, for example `authorization`; null: none.')
const authValue = z
  .string()
  .regex(/^[\x20-\x7e]{1,4000}$/, 'expected printable ASCII, up to 4,000 characters')
  .nullable()
  .describe('The value of the header `authHeader`, for example `Bearer …`. It is never returned.')

const JsonSchema = z.record(z.string().max(200), z.unknown()).describe('JSON Schema of the arguments object.')

export const ToolOperation = z
  .object({
    name: z.string().describe('The name of the operation within its custom tool.'),
    listedAs: z.string().describe('The name in agents and tool policies: `http:<name>:<operation>`.'),
    description: z.string().describe('What the operation does, as the model is told.'),
    method: z.string().describe('The HTTP method, for example `GET`.'),
    path: z.string().describe('The path below the `url` of the custom tool.'),
    inputSchema: JsonSchema,
    isReadOnly: z
      .boolean()
      .describe('Whether a call changes nothing. By default, other calls wait for approval.'),
  })
  .meta({ id: 'ToolOperation' })
export type ToolOperation = z.infer<typeof ToolOperation>

export const CustomToolKind = z
  .enum(['openapi', 'webhook'])
  .describe(
    '`openapi`: each operation of an OpenAPI document is a tool; `webhook`: one tool, called with a signed POST.',
  )

export const CustomTool = z
  .object({
    id: id('customTool'),
    kind: CustomToolKind,
    name: z.string(),
    description: z.string(),
    url: z
      .string()
      .describe('The URL that calls go to; with an OpenAPI document, the base URL of its paths.'),
    authHeader: z
      .string()
      .nullable()
      .describe('The header that authenticates each call, for example `authorization`; null: none.'),
    operations: z.array(ToolOperation).describe('The operations that agents can call.'),
    skipped: z
      .array(
        z.object({
          operation: z.string().describe('The method and path of the operation.'),
          why: z.string().describe('Why the operation cannot be a tool.'),
        }),
      )
      .describe('Operations of the OpenAPI document that cannot be tools, with the reason.'),
    isSuspended: z.boolean().describe('Whether the tool is suspended: no agent can call it.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'CustomTool' })
export type CustomTool = z.infer<typeof CustomTool>
export const CustomToolList = z.object({ items: z.array(CustomTool) }).meta({ id: 'CustomToolList' })

export const CustomToolRef = z.strictObject({ customToolId: id('customTool') })

const facts = {
  url: url.describe('The URL that calls go to; with an OpenAPI document, the base URL of its paths.'),
  description: z.string().trim().max(1_000).describe('What the tool does, as the model is told.'),
  document: z
    .string()
    .max(2_000_000)
    .describe('An OpenAPI 3 document, as JSON or YAML. Its `servers` are ignored.'),
  inputSchema: JsonSchema.describe('For a webhook: the JSON Schema of its input.'),
  isReadOnly: z
    .boolean()
    .describe('For a webhook: whether a call changes nothing. By default, other calls wait for approval.'),
  authHeader,
  authValue,
}

export const CreateCustomTool = z.strictObject({
  kind: CustomToolKind,
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(30)
    .describe('The unique name: lower-case letters, digits and single hyphens, for example `order-status`.'),
  url: facts.url,
  description: facts.description.default(''),
  document: facts.document
    .nullable()
    .default(null)
    .describe('An OpenAPI 3 document, as JSON or YAML; null for a webhook. Its `servers` are ignored.'),
  inputSchema: facts.inputSchema
    .nullable()
    .default(null)
    .describe('For a webhook: the JSON Schema of its input; null: any object.'),
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
  isSuspended: z.boolean().optional().describe('Whether the tool is suspended: no agent can call it.'),
})
export const NewCustomTool = z
  .object({
    tool: CustomTool,
    secret: z
      .string()
      .nullable()
      .describe('The secret that signs webhook calls, shown only once; null for other kinds.'),
  })
  .meta({ id: 'NewCustomTool' })
export type NewCustomTool = z.infer<typeof NewCustomTool>

export const TryCustomTool = CustomToolRef.extend({
  operation: z.string().max(100).describe('The name of the operation to call.'),
  input: z.record(z.string().max(200), z.unknown()).default({}).describe('The arguments of the call.'),
})
export const TriedCustomTool = z
  .object({
    output: z.unknown().describe('What the model would be told.'),
    isError: z.boolean().describe('Whether the call failed.'),
    tookMs: z.int().describe('How long the call took, in milliseconds.'),
  })
  .meta({ id: 'TriedCustomTool' })
export type TriedCustomTool = z.infer<typeof TriedCustomTool>

export const FetchToolDocument = z.strictObject({
  address: z.string().trim().max(2_000).describe('The URL of an OpenAPI document.'),
})
export const ToolDocument = z
  .object({
    text: z.string().nullable().describe('The text of the document; null if it could not be fetched.'),
    detail: z.string().nullable().describe('Why the document could not be fetched; null if it was.'),
  })
  .meta({ id: 'ToolDocument' })
