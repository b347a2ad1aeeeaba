import { z } from 'zod'
import { UnreadCount, Conversation, MarkRead } from '#contract/shapes/conversation.ts'
import { actorId } from '#kernel/scope.ts'
import { query, command } from '#kernel/use-case.ts'
import { audiencePayload } from '../conversation.ts'
import { requireVisible } from '../visible.ts'
import { countUnreadOf, lastBeforeOpen, movePosition } from './read-position-store.ts'
import { showConversation } from './show-conversations.ts'

/** Counts one's own conversations in which something waits to be read. */
export const countUnread = query({
  name: 'conversation.count-unread',
  permission: 'conversation:read',
  input: z.strictObject({}),
  output: UnreadCount,
  run: async ({ tx, scope }) => ({ conversations: await countUnreadOf(tx, actorId(scope)) }),
})

/** Says how far one has read a conversation, to all of one's devices and to those who wait for it. Never moves back. */
export const markRead = command({
  name: 'conversation.mark-read',
  permission: 'conversation:write',
  input: MarkRead,
  output: Conversation,
  async run({ tx, scope, emit }, { conversationId, seq: asked }) {
    const row = await requireVisible(tx, scope, conversationId)
    // What is still being written cannot have been read: nobody would be told of its end.
    const seq = Math.min(asked, row.last_seq, (await lastBeforeOpen(tx, row.id)) ?? row.last_seq)
    if (seq > 0 && (await movePosition(tx, scope, row.id, seq)))
      emit({ type: 'conversation.read', payload: { ...audiencePayload(row), seq } })
    return showConversation(tx, scope, row)
  },
})
