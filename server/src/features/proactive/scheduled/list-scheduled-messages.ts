import { ListScheduledMessages, ScheduledMessagePage } from '#contract/shapes/proactive.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toScheduledMessage } from './scheduled-message.ts'
import { visibleScheduled } from './scheduled-message-store.ts'

/** Lists scheduled messages of one conversation, or of all visible ones, the newest first. */
export const listScheduledMessages = query({
  name: 'scheduled-message.list',
  permission: 'conversation:read',
  input: ListScheduledMessages,
  output: ScheduledMessagePage,
  async run({ tx, scope }, { conversationId, state, limit, after }) {
    if (conversationId) await requireVisible(tx, scope, conversationId)
    let select = visibleScheduled(tx, scope)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (conversationId) select = select.where('conversation_id', '=', conversationId)
    if (state === 'waiting') select = select.where('state', '=', 'waiting')
    const cursor = readCursor(after)
    if (cursor) select = select.where('id', '<', cursor.id)
    return pageFrom(await select.execute(), limit, toScheduledMessage, ({ id }) => ({ at: '', id }))
  },
})
