import type { MessagePart } from '#contract/message-parts.ts'
import type { ConversationRow, MessageRow, ReplyRow } from '#features/conversations/index.ts'
import type { EquippedAgent } from './agent-store.ts'

/** What is known of a reply as its writer ends it, for those who react to `reply.ended`. */
export interface EndedReply {
  /** Under its lock. */
  readonly conversation: ConversationRow
  readonly agent: EquippedAgent
  readonly reply: ReplyRow
  /** What it says. */
  readonly parts: readonly MessagePart[]
  /** What was said before it, newest first. */
  readonly history: readonly MessageRow[]
  /** What it answers, as text. */
  readonly question: string
}
