import type { MessagePart } from '#contract/message-parts.ts'

export const TRANSFER_TOOL = 'transfer_to_agent'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The agent that an answer transferred the conversation to, and the reason; null for none. */
export function transferIn(parts: readonly MessagePart[]): { name: string; reason: string } | null {
  const done = parts.find(
    (part) => part.type === 'tool-result' && part.name === TRANSFER_TOOL && !part.isError,
  )
  const call = parts.find(
    (part) => part.type === 'tool-call' && done?.type === 'tool-result' && part.callId === done.callId,
  )
  if (call?.type !== 'tool-call' || typeof call.input !== 'object' || call.input === null) return null
  const { agent, reason } = call.input as { agent?: unknown; reason?: unknown }
  return { name: textOf(agent), reason: textOf(reason) }
}
