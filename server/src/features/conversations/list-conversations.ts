import { sql } from 'kysely'
import { ConversationPage, ListConversations } from '#contract/shapes/conversation.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toConversation } from './conversation.ts'
import { visibleConversations } from './visible.ts'

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Lists the conversations that one may see, the latest change first. */
export const listConversations = query({
  name: 'conversation.list',
  permission: 'conversation:read',
  input: ListConversations,
  output: ConversationPage,
  async run({ tx, scope }, { limit, after, search }) {
    let select = tx
      .selectFrom('conversations')
      .selectAll()
      .where(visibleConversations(scope))
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    const cursor = readCursor(after, byTime)
    if (cursor)
      select = select.where(sql<boolean>`(updated_at, id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`)
    if (search) select = select.where('title', 'ilike', `%${escapeLike(search)}%`)
    return pageFrom(await select.execute(), limit, toConversation, (row) => ({
      at: row.updated_at.toISOString(),
      id: row.id,
    }))
  },
})
