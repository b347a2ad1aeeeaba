import { ConversationRef, ReaderList } from '#contract/shapes/conversation.ts'
import type { Reader } from '#contract/shapes/conversation.ts'
import { query } from '#kernel/use-case.ts'
import { requireVisible } from '../visible.ts'
import { listPositions } from './read-position-store.ts'

/** Lists how far the others have read a conversation. Whoever writes to the desk is told that it read, not who of it. */
export const listReaders = query({
  name: 'conversation.list-readers',
  permission: 'conversation:read',
  input: ConversationRef,
  output: ReaderList,
  async run({ tx, scope }, { conversationId }) {
    const row = await requireVisible(tx, scope, conversationId)
    const others = (await listPositions(tx, row.id))
      .filter(({ reader_id }) => reader_id !== scope.actor.id)
      .map(
        ({ reader_id, seq, read_at }): Reader => ({
          side: reader_id === row.owner_id ? 'owner' : 'desk',
          id: reader_id,
          seq,
          readAt: read_at.toISOString(),
        }),
      )
    if (scope.actor.permissions.has('conversation:read-desk')) return { items: others }
    const [furthest] = others.sort((a, b) => b.seq - a.seq || a.readAt.localeCompare(b.readAt))
    return { items: furthest ? [{ ...furthest, id: null }] : [] }
  },
})
