import { z } from 'zod'
import { UnreadCount, Conversation, MarkRead } from '#contract/shapes/conversation.ts'
import { actorId } from '#kernel/scope.ts'
import { query, command } from '#kernel/use-case.ts'
import { audiencePayload } from '../conversation.ts'
import { requireVisible } from '../visible.ts'
import { countUnreadOf, lastBeforeOpen, movePosition } from './read-position-store.ts'
import { showConversation } from './show-conversations.ts'

/** Counts the caller's own conversations with unread messages. */
export const countUnread = query({
  name: 'conversation.count-unread',
  permission: 'conversation:read',
  input: z.strictObject({}),
  output: UnreadCount,
  run: async ({ tx, scope }) => ({ conversations: await countUnreadOf(tx, actorId(scope)) }),
})

/**
 * Moves the caller's read position in a conversation, and notifies their devices and the other side. Never moves back.
 */
export const markRead = command({
  name: 'conversation.mark-read',
  permission: 'conversation:write',
  input: MarkRead,
  output: Conversation,
  async run({ tx, scope, emit }, { conversationId, seq: asked }) {
    const row = await requireVisible(tx, scope, conversationId)
    // A message that is still being written cannot be read yet, or its end would not be notified.
    const seq = Math.min(asked, row.last_seq, (await lastBeforeOpen(tx, row.id)) ?? row.last_seq)
    if (seq > 0 && (await movePosition(tx, scope, row.id, seq)))
      emit({ type: 'conversation.read', payload: { ...audiencePayload(row), seq } })
    return showConversation(tx, scope, row)
  },
})
