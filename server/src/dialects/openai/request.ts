import { z } from 'zod'

const nothing = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined)
const texts = z.union([z.string(), z.array(z.object({ type: z.literal('text'), text: z.string() }))])

const UserPart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
])

const ToolCall = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})

const Message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content: texts }),
  z.object({ role: z.literal('user'), content: z.union([z.string(), z.array(UserPart).min(1)]) }),
  z.object({
    role: z.literal('assistant'),
    content: nothing(
      z.union([
        z.string(),
        z.array(
          z.union([
            z.object({ type: z.literal('text'), text: z.string() }),
            z.object({ type: z.literal('refusal'), refusal: z.string() }),
          ]),
        ),
      ]),
    ),
    tool_calls: nothing(z.array(ToolCall)),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content: texts }),
])
export type Message = z.output<typeof Message>

const record = z.record(z.string(), z.unknown())
const Tool = z.object({
  type: z.literal('function'),
  function: z.object({ name: z.string(), description: nothing(z.string()), parameters: nothing(record) }),
})

const ToolChoice = z.union([
  z.enum(['auto', 'none', 'required']),
  z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
])

const ResponseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string(),
      description: nothing(z.string()),
      schema: record.default({}),
      strict: nothing(z.boolean()),
    }),
  }),
])

/** The fields of a chat completion request that we read. Others are settings that an agent's model does not have. */
export const ChatRequest = z.object({
  model: z.string().max(200),
  messages: z.array(Message).min(1),
  stream: nothing(z.boolean()),
  stream_options: nothing(z.object({ include_usage: nothing(z.boolean()) })),
  tools: nothing(z.array(Tool)),
  tool_choice: nothing(ToolChoice),
  parallel_tool_calls: nothing(z.boolean()),
  max_tokens: nothing(z.int().min(1)),
  max_completion_tokens: nothing(z.int().min(1)),
  temperature: nothing(z.number()),
  stop: nothing(z.union([z.string(), z.array(z.string())])),
  response_format: nothing(ResponseFormat),
  n: nothing(z.literal(1, 'only one choice can be given')),
})
export type ChatRequest = z.output<typeof ChatRequest>
