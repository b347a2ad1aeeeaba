import type { MessagePart } from '#contract/message-parts.ts'
import type { EquippedAgent } from '#features/agents/index.ts'
import type { MessageRow } from '#features/conversations/index.ts'

export const OPENING_MESSAGES = 4

/** How a conversation started, and which model finds a title for it. */
export interface Opening {
  readonly conversationId: string
  readonly agent: EquippedAgent
  /** Oldest first. */
  readonly messages: readonly Pick<MessageRow, 'role' | 'parts'>[]
}

/** The beginning of the conversation up to an answer. `history`, known to its writer, is newest first. */
export const openingOf = (
  history: readonly MessageRow[],
  parts: readonly MessagePart[],
): Opening['messages'] => [
  ...history.slice(0, OPENING_MESSAGES - 1).toReversed(),
  { role: 'assistant', parts: parts as MessageRow['parts'] },
]
