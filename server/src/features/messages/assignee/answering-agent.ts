import { sql } from 'kysely'
import { answeringWithKnowledgeBases, type EquippedAgent } from '#features/agents/index.ts'
import { answeringIn } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { setQuestion } from '#platform/database/set-statement.ts'

const byConversation = setQuestion<{ conversationId: string }, EquippedAgent>(
  { conversationId: 'uuid' },
  (db, given) => {
    const answering = answeringIn(db, given)
    return answeringWithKnowledgeBases(
      db,
      sql`ARRAY(${answering.clearSelect().select('conversations.agent_id')})`,
    )
      .innerJoin(answering.as('answering'), 'answering.agentId', 'agents.id')
      .select('answering.nth')
  },
)

/**
 * The agent that answers in a conversation, or null. It needs only the ID, so it can be read in the same round trip as
 * the lock.
 */
export const answeringAgent = (tx: Reader, conversationId: string): Promise<EquippedAgent | null> =>
  byConversation.row(tx, { conversationId })
