import { ListPlannedMessages, PlannedMessagePage } from '#contract/shapes/initiative.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toPlannedMessage } from './planned-message.ts'
import { visiblePlanned } from './planned-store.ts'

/** Lists what agents are to say, in one conversation or in all that one may see, what was planned last first. */
export const listPlannedMessages = query({
  name: 'planned-message.list',
  permission: 'conversation:read',
  input: ListPlannedMessages,
  output: PlannedMessagePage,
  async run({ tx, scope }, { conversationId, state, limit, after }) {
    if (conversationId) await requireVisible(tx, scope, conversationId)
    let select = visiblePlanned(tx, scope)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (conversationId) select = select.where('conversation_id', '=', conversationId)
    if (state === 'waiting') select = select.where('state', '=', 'waiting')
    const cursor = readCursor(after)
    if (cursor) select = select.where('id', '<', cursor.id)
    return pageFrom(await select.execute(), limit, toPlannedMessage, ({ id }) => ({ at: '', id }))
  },
})
