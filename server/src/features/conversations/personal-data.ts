import type { PersonalData } from '#kernel/personal-data.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { audiencePayload } from './conversation.ts'
import { type ConversationRow, removeConversation } from './conversation-store.ts'
import { toFile } from './file-store.ts'
import { conversationGone } from './spoken.ts'
import { messageToWriter } from './reply-topics.ts'
import {
  conversationsWith,
  filesOf,
  moveConversations,
  movePositions,
  moveUploads,
  moveWords,
} from './personal-store.ts'

const ERASED_AT_ONCE = 10

/** Messages and uploads of visitors. A conversation that somebody branched from theirs can be erased with them. */
export const personalConversations: PersonalData = {
  name: 'files',

  async move({ tx, emit }, fromId, toId) {
    // A person who is writing at this moment either finishes before and is moved too.
    const moved = await moveConversations(tx, fromId, toId)
    await moveWords(tx, fromId, toId)
    await movePositions(tx, fromId, toId)
    await moveUploads(tx, fromId, toId)
    for (const row of moved)
      emit({ type: 'conversation.changed', payload: { ...audiencePayload(row), formerOwnerId: fromId } })
  },

  collect: async (tx, visitorId) => (await filesOf(tx, visitorId)).map(toFile),

  async erase(context, visitorId) {
    const rows = await conversationsWith(context.tx, visitorId)
      .selectAll()
      .limit(ERASED_AT_ONCE)
      .forUpdate()
      .execute()
    for (const row of rows) await eraseConversation(context, row)
    return rows.length
  },
}

async function eraseConversation({ tx, emit, enqueue, announce }: CommandContext, row: ConversationRow) {
  await removeConversation(tx, row.id)
  enqueue(conversationGone, { conversationId: row.id })
  emit({ type: 'conversation.deleted', payload: audiencePayload(row) })
  if (row.active_reply_id) announce(...messageToWriter(row.active_reply_id, 'cancel'))
}
