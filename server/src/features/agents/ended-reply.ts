import type { MessagePart } from '#contract/message-parts.ts'
import type { ConversationRow, MessageRow, ReplyRow } from '#features/conversations/index.ts'
import type { EquippedAgent } from './agent-store.ts'

/** What the writer of a reply knows when it ends, for reactions to `reply.ended`. */
export interface EndedReply {
  /** Under its lock. */
  readonly conversation: ConversationRow
  readonly agent: EquippedAgent
  readonly reply: ReplyRow
  /** The content of the answer. */
  readonly parts: readonly MessagePart[]
  /** The conversation before it, newest first. */
  readonly history: readonly MessageRow[]
  /** The question that it answers, as text. */
  readonly question: string
}
