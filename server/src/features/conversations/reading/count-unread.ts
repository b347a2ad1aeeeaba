import { z } from 'zod'
import { UnreadCount } from '#contract/shapes/conversation.ts'
import { actorId } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { countUnreadOf } from './read-position-store.ts'

/** Counts one's own conversations in which something waits to be read. */
export const countUnread = query({
  name: 'conversation.count-unread',
  permission: 'conversation:read',
  input: z.strictObject({}),
  output: UnreadCount,
  run: async ({ tx, scope }) => ({ conversations: await countUnreadOf(tx, actorId(scope)) }),
})
