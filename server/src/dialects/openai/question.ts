import type { createCompletion } from '#features/completions/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import type { ChatRequest, Message } from './request.ts'

type Question = Omit<Parameters<typeof createCompletion>[1], 'agentId'>
type CallerMessage = Question['messages'][number]

/** Their request in the form of our use-case, except for the agent. */
export function questionFrom(request: ChatRequest): Question {
  const { tool_choice: choice, response_format: format, stop } = request
  return {
    messages: request.messages.map(toCallerMessage),
    ...withoutUndefined({
      tools: request.tools?.map(({ function: { name, description, parameters } }) => ({
        name,
        ...withoutUndefined({ description, inputSchema: parameters }),
      })),
      toolChoice: typeof choice === 'object' ? { name: choice.function.name } : choice,
      parallelToolCalls: request.parallel_tool_calls,
      maxOutputTokens: request.max_completion_tokens ?? request.max_tokens,
      temperature: request.temperature,
      stop: typeof stop === 'string' ? [stop] : stop,
      responseFormat: format && toResponseFormat(format),
    }),
  }
}

function toResponseFormat(format: NonNullable<ChatRequest['response_format']>): Question['responseFormat'] {
  if (format.type === 'text') return undefined
  if (format.type === 'json_object') return { type: 'json' }
  return { type: 'json-schema', ...format.json_schema }
}

function toCallerMessage(message: Message, index: number): CallerMessage {
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', text: textOf(message.content) }
    case 'tool':
      return { role: 'tool', callId: message.tool_call_id, output: textOf(message.content) }
    case 'assistant':
      return { role: 'assistant', parts: assistantParts(message) }
    case 'user':
      if (typeof message.content === 'string')
        return { role: 'user', parts: [{ type: 'text', text: message.content }] }
      return {
        role: 'user',
        parts: message.content.map((part) =>
          part.type === 'text' ? part : imageFrom(part.image_url.url, `messages.${index}.content`),
        ),
      }
  }
}

const textOf = (content: string | { text: string }[]): string =>
  typeof content === 'string' ? content : content.map(({ text }) => text).join('')

type Assistant = Extract<CallerMessage, { role: 'assistant' }>

function assistantParts({ content, tool_calls: calls = [] }: Extract<Message, { role: 'assistant' }>) {
  const said =
    typeof content === 'string'
      ? content
      : (content ?? []).map((part) => (part.type === 'text' ? part.text : part.refusal)).join('')
  const parts: Assistant['parts'] = calls.map(({ id, function: { name, arguments: json } }) => ({
    type: 'tool-call',
    callId: id,
    name,
    input: inputFrom(json),
  }))
  return said === '' && parts.length > 0 ? parts : [{ type: 'text' as const, text: said }, ...parts]
}

/** Arguments written by a model are not always JSON; providers only accept objects. */
function inputFrom(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return {}
  }
}

const DATA_URL = /^data:image\/(png|jpe?g|webp|gif);base64,/

function imageFrom(url: string, path: string) {
  const kind = DATA_URL.exec(url)
  if (!kind) {
    const why = 'an image must come as a data: URL of a PNG, JPEG, WebP or GIF'
    throw invalidInput(`${path}: ${why}`, [{ path, message: why }])
  }
  const mediaType = `image/${kind[1] === 'jpg' ? 'jpeg' : kind[1]}` as 'image/png'
  return { type: 'image' as const, mediaType, data: url.slice(kind[0].length) }
}
