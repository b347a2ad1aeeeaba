import { sql } from 'kysely'
import { answeringWithSources, type EquippedAgent } from '#features/agents/index.ts'
import { answeringAgentId } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { statement } from '#platform/database/statement.ts'

const byConversation = statement((db, { conversationId }: { conversationId: string }) =>
  answeringWithSources(db, sql`ARRAY(${answeringAgentId(db, conversationId)})`),
)

/** The agent that answers in a conversation; null where none does. It needs no more than the id, so it can be read in one packet with the lock. */
export const answeringAgent = (tx: Reader, conversationId: string): Promise<EquippedAgent | null> =>
  byConversation.row(tx, { conversationId })
