import { ListShares, SharePage } from '#contract/shapes/share.ts'
import { findConversation, requireVisible } from '#features/conversations/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toShare } from './share.ts'
import { ownShares } from './share-store.ts'

/** Lists the links that one made, the newest first. */
export const listShares = query({
  name: 'share.list',
  permission: 'conversation:share',
  input: ListShares,
  output: SharePage,
  async run({ tx, scope }, { limit, after, conversationId }) {
    if (conversationId) await requireVisible(tx, scope, conversationId)
    const cursor = readCursor(after)
    let all = ownShares(tx, scope)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (conversationId) all = all.where('conversation_id', '=', conversationId)
    if (cursor) all = all.where('id', '<', cursor.id)
    const page = pageFrom(
      await all.execute(),
      limit,
      (row) => row,
      ({ id }) => ({ at: '', id }),
    )
    const items = []
    for (const row of page.items) {
      const conversation = await findConversation(tx, row.conversation_id)
      if (conversation) items.push(toShare(row, conversation))
    }
    return { ...page, items }
  },
})
