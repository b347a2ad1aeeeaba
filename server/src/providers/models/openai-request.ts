import type {
  ModelContent,
  ModelMessage,
  ModelRequest,
  ResponseFormat,
  ToolChoice,
} from '#kernel/model-ports.ts'
import { withExtraBody } from './extra-body.ts'
import { callsOf, textOf } from './message-content.ts'

export interface OpenAiOptions {
  model: string
  maxTokensField: 'max_tokens' | 'max_completion_tokens'
  maxOutputTokens: number | null
  extraBody: Record<string, unknown>
  /** The reasoning that led to a tool call, for servers that need it again. */
  thoughtsOf(callId: string): string | undefined
}

/** The body of a chat completions request. */
export function openAiBody(request: ModelRequest, options: OpenAiOptions): Record<string, unknown> {
  const system = request.instructions === '' ? [] : [{ role: 'system', content: request.instructions }]
  const body: Record<string, unknown> = {
    model: options.model,
    messages: [...system, ...request.messages.map((message) => wireMessage(message, options))],
    stream: true,
    stream_options: { include_usage: true },
  }
  if (request.temperature !== null) body.temperature = request.temperature
  if (isSet(request.topP)) body.top_p = request.topP
  if (isSet(request.frequencyPenalty)) body.frequency_penalty = request.frequencyPenalty
  if (isSet(request.presencePenalty)) body.presence_penalty = request.presencePenalty
  if (options.maxOutputTokens !== null) body[options.maxTokensField] = options.maxOutputTokens
  if (request.tools.length > 0) {
    body.tools = request.tools.map(({ name, description, inputSchema }) => ({
      type: 'function',
      function: { name, description, parameters: inputSchema },
    }))
    if (request.toolChoice !== undefined) body.tool_choice = wireToolChoice(request.toolChoice)
    if (request.parallelToolCalls !== undefined) body.parallel_tool_calls = request.parallelToolCalls
  }
  if (request.stop) body.stop = request.stop
  if (request.responseFormat) body.response_format = wireFormat(request.responseFormat)
  return withExtraBody(body, options.extraBody)
}

const isSet = (value: number | null | undefined) => value !== null && value !== undefined

const wireToolChoice = (choice: ToolChoice) =>
  typeof choice === 'string' ? choice : { type: 'function', function: choice }

const wireFormat = (format: ResponseFormat) => {
  if (format.type === 'json') return { type: 'json_object' }
  const { type: _, ...schema } = format
  return { type: 'json_schema', json_schema: schema }
}

function wireMessage(message: ModelMessage, options: OpenAiOptions): Record<string, unknown> {
  if (message.role === 'tool') {
    return { role: 'tool', tool_call_id: message.callId, content: message.output }
  }
  if (message.role === 'user') return { role: 'user', content: userContent(message.content) }
  const calls = callsOf(message.content)
  const text = textOf(message.content)
  if (calls.length === 0) return { role: 'assistant', content: text }
  const thoughts = options.thoughtsOf(calls[0]?.callId ?? '')
  return {
    role: 'assistant',
    content: text === '' ? null : text,
    ...(thoughts !== undefined && { reasoning_content: thoughts }),
    tool_calls: calls.map(({ callId, name, input }) => ({
      id: callId,
      type: 'function',
      function: { name, arguments: JSON.stringify(input ?? {}) },
    })),
  }
}

/** Plain text if possible: small servers support no other form. */
function userContent(content: ModelContent[]): unknown {
  if (content.every((part) => part.type === 'text')) return textOf(content)
  return content.flatMap((part): unknown[] => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }]
    if (part.type !== 'image') return []
    const base64 = Buffer.from(part.data).toString('base64')
    return [{ type: 'image_url', image_url: { url: `data:${part.mediaType};base64,${base64}` } }]
  })
}
