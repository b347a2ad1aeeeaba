import { z } from 'zod'
import { MessagePart } from '../message-parts.ts'
import { ReplyEnd, ReplyGrowth } from '../reply-parts.ts'
import { AgentRef, CreateAgent } from './agent.ts'

const text = z.string().max(1_000_000)
const toolName = z.string().regex(/^[\w.-]{1,64}$/, 'expected at most 64 letters, digits and _ . -')
const callId = z.string().min(1).max(200)

const TextContent = z.strictObject({ type: z.literal('text'), text })
const ImageContent = z.strictObject({
  type: z.literal('image'),
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif']),
  data: z.base64().min(1).max(14_000_000).describe('The bytes of the image, in base64.'),
})
const ToolCallContent = z.strictObject({
  type: z.literal('tool-call'),
  callId,
  name: toolName,
  input: z.unknown().describe('The JSON arguments, exactly as the earlier answer returned them.'),
})

/** One message of a conversation that the caller stores. */
export const CallerMessage = z
  .discriminatedUnion('role', [
    z.strictObject({
      role: z.literal('system'),
      text: text.describe("Text to add to the agent's instructions."),
    }),
    z.strictObject({
      role: z.literal('user'),
      parts: z
        .array(z.discriminatedUnion('type', [TextContent, ImageContent]))
        .min(1)
        .max(100),
    }),
    z.strictObject({
      role: z.literal('assistant'),
      parts: z
        .array(z.discriminatedUnion('type', [TextContent, ToolCallContent]))
        .min(1)
        .max(100),
    }),
    z.strictObject({
      role: z.literal('tool'),
      callId: callId.describe('The `callId` of the tool call that this is the result of.'),
      output: text.describe('What the tool returned, or its error message.'),
      isError: z.boolean().default(false).describe('Whether the tool failed.'),
    }),
  ])
  .meta({ id: 'CallerMessage' })
export type CallerMessage = z.output<typeof CallerMessage>

/** A tool that the caller runs. The answer ends with the tool calls; send their results in the next request. */
export const CallerTool = z
  .strictObject({
    name: toolName,
    description: z.string().max(10_000).default('').describe('What the tool does, as the model is told.'),
    inputSchema: z
      .record(z.string(), z.unknown())
      .default({ type: 'object', properties: {} })
      .describe('JSON Schema of the arguments object.'),
  })
  .meta({ id: 'CallerTool' })

const asked = {
  messages: z
    .array(CallerMessage)
    .min(1)
    .max(2_000)
    .refine(
      (all) => all.some(({ role }) => role !== 'system'),
      'expected at least one message that is not a system message',
    )
    .describe('The whole conversation so far, oldest message first.'),
  tools: z.array(CallerTool).max(128).default([]).describe('Tools that the model may ask the caller to run.'),
  toolChoice: z
    .union([z.enum(['auto', 'none', 'required']), z.strictObject({ name: toolName })])
    .optional()
    .describe(
      "Whether the model calls the caller's tools. `auto`: it decides; `none`: it must not; `required`: it must call one first; a name: it must call that tool first.",
    ),
  parallelToolCalls: z.boolean().optional().describe('Whether the model may call several tools at once.'),
  maxOutputTokens: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe("The longest answer, in tokens. Omitted: the agent's setting."),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .optional()
    .describe("Sampling temperature, 0 to 2. Omitted: the agent's setting."),
  stop: z
    .array(z.string().min(1).max(200))
    .max(16)
    .optional()
    .describe('Stop sequences: the answer ends before the first of these texts.'),
  responseFormat: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('json') }),
      z.strictObject({
        type: z.literal('json-schema'),
        name: toolName,
        description: z.string().max(10_000).optional(),
        schema: z.record(z.string(), z.unknown()).describe('The JSON Schema that the answer must match.'),
        strict: z.boolean().optional().describe('Whether the provider enforces the schema, if it can.'),
      }),
    ])
    .optional()
    .describe(
      'The format of the answer, if the model supports it. `json`: any JSON; `json-schema`: JSON that fits a schema. Omitted: text.',
    ),
}

export const CreateCompletion = AgentRef.extend(asked)
/** An agent that is tried without being saved. */
export const TriedAgent = CreateAgent.extend({ name: CreateAgent.shape.name.optional() })
export const TryAgent = z.strictObject({
  agent: TriedAgent.describe('The configuration to try; nothing of it is stored.'),
  ...asked,
})

const FinishReason = z
  .enum(['stop', 'length', 'tool-calls', 'filter'])
  .describe(
    'Why the model stopped. `stop`: the answer is complete; `length`: it reached the token limit; `tool-calls`: it waits for tool results from the caller; `filter`: the provider withheld the rest.',
  )

/**
 * What the caller receives, in order: stream parts as in a stored reply, with the id of the completion as `replyId`,
 * and at the end why the model stopped.
 */
export const CompletionStreamPart = z.discriminatedUnion('type', [
  ...ReplyGrowth,
  ReplyEnd.extend({
    finishReason: FinishReason.nullable(),
    retryAfterSeconds: z
      .number()
      .nullable()
      .describe('Seconds to wait before trying again, if the provider says so; otherwise null.'),
  }),
])
export type CompletionStreamPart = z.infer<typeof CompletionStreamPart>
export type CompletionEnd = Extract<CompletionStreamPart, { type: 'reply-end' }>

/** A whole completion, for a caller that does not stream. */
export const Completion = ReplyEnd.pick({ state: true, usage: true, cost: true })
  .extend({ id: z.uuid(), parts: MessagePart.array(), finishReason: FinishReason.nullable() })
  .meta({ id: 'Completion' })
export type Completion = z.infer<typeof Completion>
