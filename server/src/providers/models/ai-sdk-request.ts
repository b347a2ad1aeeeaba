import type {
  ModelContent,
  ModelMessage,
  ModelRequest,
  ResponseFormat,
  ToolChoice,
} from '#kernel/model-ports.ts'
import type { SpecOptions } from './ai-sdk-provider.ts'
import { textOf } from './message-content.ts'

type SpecMessage = SpecOptions['prompt'][number]
type Assistant = Extract<SpecMessage, { role: 'assistant' }>
type User = Extract<SpecMessage, { role: 'user' }>

/** Metadata that a provider package needs again with a tool call. */
export type CallMetadata = NonNullable<SpecMessage['providerOptions']>

export interface SpecRequestOptions {
  maxOutputTokens: number | null
  providerOptions: CallMetadata
  metadataOf(callId: string): CallMetadata | undefined
}

/** The request in the AI SDK's words, but for the signal. */
export function specOptions(request: ModelRequest, options: SpecRequestOptions): SpecOptions {
  const system: SpecMessage[] =
    request.instructions === '' ? [] : [{ role: 'system', content: request.instructions }]
  return {
    prompt: [...system, ...request.messages.map((message) => specMessage(message, options))],
    providerOptions: options.providerOptions,
    ...(options.maxOutputTokens !== null && { maxOutputTokens: options.maxOutputTokens }),
    ...(request.temperature !== null && { temperature: request.temperature }),
    ...(typeof request.topP === 'number' && { topP: request.topP }),
    ...(typeof request.frequencyPenalty === 'number' && { frequencyPenalty: request.frequencyPenalty }),
    ...(typeof request.presencePenalty === 'number' && { presencePenalty: request.presencePenalty }),
    ...(request.tools.length > 0 && {
      tools: request.tools.map(({ name, description, inputSchema }) => ({
        type: 'function' as const,
        name,
        description,
        inputSchema,
      })),
      ...(request.toolChoice !== undefined && { toolChoice: specToolChoice(request.toolChoice) }),
    }),
    ...(request.stop && { stopSequences: request.stop }),
    ...(request.responseFormat && { responseFormat: specFormat(request.responseFormat) }),
  }
}

const specToolChoice = (choice: ToolChoice) =>
  typeof choice === 'string' ? { type: choice } : { type: 'tool' as const, toolName: choice.name }

const specFormat = (format: ResponseFormat): NonNullable<SpecOptions['responseFormat']> => {
  if (format.type === 'json') return { type: 'json' }
  const { name, description, schema } = format
  return { type: 'json', name, schema, ...(description !== undefined && { description }) }
}

function specMessage(message: ModelMessage, options: SpecRequestOptions): SpecMessage {
  if (message.role === 'tool') {
    const { callId, name, output, isError } = message
    const type = isError ? ('error-text' as const) : ('text' as const)
    const result = {
      type: 'tool-result' as const,
      toolCallId: callId,
      toolName: name,
      output: { type, value: output },
    }
    return { role: 'tool', content: [result] }
  }
  if (message.role === 'assistant') {
    return { role: 'assistant', content: message.content.flatMap((part) => assistantPart(part, options)) }
  }
  return { role: 'user', content: message.content.flatMap(userPart) }
}

function assistantPart(part: ModelContent, options: SpecRequestOptions): Assistant['content'] {
  if (part.type === 'tool-call') {
    const { callId, name, input } = part
    const metadata = options.metadataOf(callId)
    return [
      {
        type: 'tool-call',
        toolCallId: callId,
        toolName: name,
        input: input ?? {},
        ...(metadata && { providerOptions: metadata }),
      },
    ]
  }
  const text = textOf([part])
  return text === '' ? [] : [{ type: 'text', text }]
}

function userPart(part: ModelContent): User['content'] {
  if (part.type === 'text') return [{ type: 'text', text: part.text }]
  if (part.type !== 'image') return []
  return [{ type: 'file', mediaType: part.mediaType, data: { type: 'data', data: part.data } }]
}
