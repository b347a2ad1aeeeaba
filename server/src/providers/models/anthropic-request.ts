import type { ModelContent, ModelMessage, ModelRequest } from '#kernel/model-ports.ts'
import { withExtraBody } from './extra-body.ts'
import { callsOf } from './message-content.ts'

type Block = Record<string, unknown>

interface Turn {
  role: 'user' | 'assistant'
  content: Block[]
}

export interface AnthropicOptions {
  model: string
  /** The format has no "as many as you like". */
  maxOutputTokens: number
  extraBody: Record<string, unknown>
  /** The signed thoughts that led to a tool call; with thinking on, the call is refused without them. */
  thoughtsOf(callId: string): Block[] | undefined
}

/** The body of a Messages request. */
export function anthropicBody(request: ModelRequest, options: AnthropicOptions): Record<string, unknown> {
  const body: Record<string, unknown> = {
    model: options.model,
    max_tokens: options.maxOutputTokens,
    messages: turns(request.messages, options),
    stream: true,
  }
  if (request.instructions !== '') body.system = request.instructions
  if (request.temperature !== null) body.temperature = Math.min(request.temperature, 1)
  // Newer models refuse a request with both.
  else if (typeof request.topP === 'number') body.top_p = request.topP
  if (request.tools.length > 0) {
    body.tools = request.tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      input_schema: inputSchema,
    }))
    const choice = wireToolChoice(request)
    if (choice) body.tool_choice = choice
  }
  // The format refuses whitespace-only texts.
  const stop = request.stop?.filter((text) => text.trim() !== '') ?? []
  if (stop.length > 0) body.stop_sequences = stop
  return withExtraBody(body, options.extraBody)
}

function wireToolChoice({ toolChoice, parallelToolCalls }: ModelRequest): Block | null {
  if (toolChoice === undefined && parallelToolCalls !== false) return null
  if (toolChoice === 'none') return { type: 'none' }
  const oneByOne = parallelToolCalls === false ? { disable_parallel_tool_use: true } : {}
  if (typeof toolChoice === 'object') return { type: 'tool', name: toolChoice.name, ...oneByOne }
  return { type: toolChoice === 'required' ? 'any' : 'auto', ...oneByOne }
}

/** The format requires turns: adjacent messages of one role joined, the user first, and no empty blocks. */
function turns(messages: ModelMessage[], options: AnthropicOptions): Turn[] {
  const result: Turn[] = []
  for (const message of messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    const content = blocks(message, options)
    if (content.length === 0) continue
    const last = result.at(-1)
    if (last?.role === role) last.content.push(...content)
    else result.push({ role, content })
  }
  // An agent that greets first would otherwise be refused.
  if (result[0]?.role === 'assistant') {
    result.unshift({ role: 'user', content: [{ type: 'text', text: '(The conversation begins.)' }] })
  }
  return result
}

function blocks(message: ModelMessage, options: AnthropicOptions): Block[] {
  if (message.role === 'tool') {
    const { callId, output, isError } = message
    return [
      {
        type: 'tool_result',
        tool_use_id: callId,
        content: output === '' ? '(no output)' : output,
        ...(isError && { is_error: true }),
      },
    ]
  }
  const first = message.role === 'assistant' ? callsOf(message.content)[0] : undefined
  const thoughts = first ? (options.thoughtsOf(first.callId) ?? []) : []
  return [...thoughts, ...message.content.flatMap(block)]
}

function block(part: ModelContent): Block[] {
  if (part.type === 'text') return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text }]
  if (part.type === 'image') {
    const data = Buffer.from(part.data).toString('base64')
    return [{ type: 'image', source: { type: 'base64', media_type: part.mediaType, data } }]
  }
  const isObject = typeof part.input === 'object' && part.input !== null && !Array.isArray(part.input)
  return [{ type: 'tool_use', id: part.callId, name: part.name, input: isObject ? part.input : {} }]
}
