import { readStep } from '#kernel/step.ts'
import { findAgent } from '#features/agents/index.ts'
import { pathUp, requireVisible } from '#features/conversations/index.ts'
import { OPENING_MESSAGES, type Opening } from './opening.ts'

/** Reads how a conversation began; null where it has its title. Part of `writeTitle`. */
export const readOpening = readStep(
  async ({ tx, scope }, { conversationId }: { conversationId: string }): Promise<Opening | null> => {
    const row = await requireVisible(tx, scope, conversationId)
    const agent = row.agent_id === null || row.is_named ? null : await findAgent(tx, row.agent_id)
    if (!agent) return null
    const path = await pathUp(tx, row.id, row.head_message_id, OPENING_MESSAGES)
    return { conversationId, agent, messages: path.toReversed() }
  },
)
