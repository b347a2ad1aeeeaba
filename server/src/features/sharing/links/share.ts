import type { EventPayload } from '#contract/events.ts'
import type { Share } from '#contract/shapes/share.ts'
import type { ConversationRow } from '#features/conversations/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { ShareRow } from './share-store.ts'

export const toShare = (row: ShareRow, conversation: ConversationRow): Share => ({
  id: row.id,
  conversationId: row.conversation_id,
  title: row.title,
  messageCount: row.message_count,
  isBehind: row.head_message_id !== conversation.head_message_id || row.title !== conversation.title,
  expiresAt: row.expires_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** Others learn about a private conversation no more than that somebody shared one. */
export const audiencePayload = ({ id, owner_id }: ShareRow): EventPayload<'share.created'> => ({
  shareId: id,
  ownerId: owner_id,
})

/** When a link expires; Fault `invalid_input` for a time in the past. */
export function endOf(expiresAt: string | null, now: Date): Date | null {
  if (expiresAt === null) return null
  const end = new Date(expiresAt)
  if (!(end > now)) throw invalidInput('expiresAt: must be in the future')
  return end
}
