import { ConversationRef, ReaderList } from '#contract/shapes/conversation.ts'
import type { Reader } from '#contract/shapes/conversation.ts'
import { query } from '#kernel/use-case.ts'
import { requireVisible } from '../visible.ts'
import { listPositions } from './read-position-store.ts'

/** Lists how far a conversation was read. Customers learn that operators have read it, but not which. */
export const listReaders = query({
  name: 'conversation.list-readers',
  permission: 'conversation:read',
  input: ConversationRef,
  output: ReaderList,
  async run({ tx, scope }, { conversationId }) {
    const row = await requireVisible(tx, scope, conversationId)
    const all = (await listPositions(tx, row.id)).map(
      ({ reader_id, seq, read_at }): Reader => ({
        side: reader_id === row.owner_id ? 'owner' : 'operator',
        id: reader_id,
        seq,
        readAt: read_at.toISOString(),
      }),
    )
    if (scope.actor.id === null || scope.actor.permissions.has('conversation:read-inbox'))
      return { items: all }
    const [furthest] = all
      .filter(({ side }) => side === 'operator')
      .sort((a, b) => b.seq - a.seq || a.readAt.localeCompare(b.readAt))
    const own = all.filter(({ id }) => id === scope.actor.id)
    return { items: furthest ? [...own, { ...furthest, id: null }] : own }
  },
})
