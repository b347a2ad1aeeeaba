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
  data: z.base64().min(1).max(14_000_000).describe('The bytes, in base64.'),
})
const ToolCallContent = z.strictObject({
  type: z.literal('tool-call'),
  callId,
  name: toolName,
  input: z.unknown().describe('The arguments as they were given out, JSON.'),
})

/** One message of a conversation that the caller keeps. */
export const CallerMessage = z
  .discriminatedUnion('role', [
    z.strictObject({ role: z.literal('system'), text: text.describe('Added to what the agent was told.') }),
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
      callId: callId.describe('Which call of an earlier assistant message it answers.'),
      output: text,
      isError: z.boolean().default(false),
    }),
  ])
  .meta({ id: 'CallerMessage' })
export type CallerMessage = z.output<typeof CallerMessage>

/** A tool that the caller calls: the answer ends with the calls, and goes on in the next request with their results. */
export const CallerTool = z
  .strictObject({
    name: toolName,
    description: z.string().max(10_000).default(''),
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
    .refine((all) => all.some(({ role }) => role !== 'system'), 'somebody must have said something')
    .describe('The whole conversation so far, oldest first.'),
  tools: z.array(CallerTool).max(128).default([]),
  toolChoice: z
    .union([z.enum(['auto', 'none', 'required']), z.strictObject({ name: toolName })])
    .optional()
    .describe('`required`: some tool must be called first; a name: this one.'),
  parallelToolCalls: z.boolean().optional(),
  maxOutputTokens: z.int().min(1).max(1_000_000).optional(),
  temperature: z.number().min(0).max(2).optional().describe("Instead of the agent's."),
  stop: z
    .array(z.string().min(1).max(200))
    .max(16)
    .optional()
    .describe('Texts before which the answer ends.'),
  responseFormat: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('json') }),
      z.strictObject({
        type: z.literal('json-schema'),
        name: toolName,
        description: z.string().max(10_000).optional(),
        schema: z.record(z.string(), z.unknown()),
        strict: z.boolean().optional(),
      }),
    ])
    .optional()
    .describe('The form of the answer, where the model can promise one.'),
}

export const CreateCompletion = AgentRef.extend(asked)
/** An agent as it stands in a form: everything that makes its answers. */
export const TriedAgent = CreateAgent.extend({ name: CreateAgent.shape.name.optional() })
export const TryAgent = z.strictObject({ agent: TriedAgent, ...asked })

const FinishReason = z
  .enum(['stop', 'length', 'tool-calls', 'filter'])
  .describe('`length`: cut off; `tool-calls`: the caller goes on; `filter`: the provider withheld the rest.')

/**
 * What the caller receives, in order: the same parts as of a stored reply, under the id of the completion, and at the
 * end why the model ended. Fold them like those of a reply.
 */
export const CompletionStreamPart = z.discriminatedUnion('type', [
  ...ReplyGrowth,
  ReplyEnd.extend({
    finishReason: FinishReason.nullable(),
    retryAfterSeconds: z
      .number()
      .nullable()
      .describe('When trying again may help, for a provider that said so.'),
  }),
])
export type CompletionStreamPart = z.infer<typeof CompletionStreamPart>
export type CompletionEnd = Extract<CompletionStreamPart, { type: 'reply-end' }>

/** A completion in one piece. */
export const Completion = ReplyEnd.pick({ state: true, usage: true, cost: true })
  .extend({ id: z.uuid(), parts: MessagePart.array(), finishReason: FinishReason.nullable() })
  .meta({ id: 'Completion' })
export type Completion = z.infer<typeof Completion>
