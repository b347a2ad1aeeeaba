import type { ModelContent, ModelMessage, ModelPart, ModelRequest } from '#kernel/model-ports.ts'
import type { Attributes } from '#platform/traces/traces.ts'

/** The output of a model. */
export interface Said {
  text: string
  calls: Extract<ModelPart, { type: 'tool-call' }>[]
  finish: string | null
}

/** The request to a model, in the form of the conventions. */
export const requestAttributes = ({ instructions, messages }: ModelRequest): Attributes => ({
  'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: instructions }]),
  'gen_ai.input.messages': JSON.stringify(messages.map(messageAttributes)),
})

export const answerAttributes = ({ text, calls, finish }: Said): Attributes => ({
  'gen_ai.output.messages': JSON.stringify([
    {
      role: 'assistant',
      parts: [...(text === '' ? [] : [{ type: 'text', content: text }]), ...calls.map(callTold)],
      finish_reason: finish ?? 'error',
    },
  ]),
})

const messageAttributes = (message: ModelMessage) =>
  message.role === 'tool'
    ? { role: 'tool', parts: [{ type: 'tool_call_response', id: message.callId, response: message.output }] }
    : { role: message.role, parts: message.content.map(partTold) }

function partTold(part: ModelContent) {
  if (part.type === 'text') return { type: 'text', content: part.text }
  if (part.type === 'tool-call') return callTold(part)
  // Images are mentioned, but not included.
  return { type: 'blob', modality: 'image', mime_type: part.mediaType, content: '' }
}

const callTold = ({ callId, name, input }: { callId: string; name: string; input: unknown }) => ({
  type: 'tool_call',
  id: callId,
  name,
  arguments: input,
})
