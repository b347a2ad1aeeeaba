import type { ModelPart } from '#kernel/model-ports.ts'

type ToolCallPart = Extract<ModelPart, { type: 'tool-call' }>

/** A complete tool call. Models leave the arguments empty if a tool takes none. */
export function toolCallPart(callId: string, name: string, json: string): ToolCallPart {
  const base = { type: 'tool-call', callId, name } as const
  if (json.trim() === '') return { ...base, input: {} }
  try {
    return { ...base, input: JSON.parse(json) }
  } catch {
    // An object, so that the call can be sent to the provider again with the tool's error.
    return { ...base, input: {}, invalidInput: json }
  }
}
