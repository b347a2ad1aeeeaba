import type { EquippedAgent } from '#features/agents/index.ts'
import {
  agentsIn,
  type ConversationRow,
  reassignQueued,
  updateConversation,
} from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'

interface Transfer {
  /**
   * Whether both agents participate from now on; otherwise the new one replaces the old one, unless several already
   * participate.
   */
  isKeepingBoth: boolean
}

/**
 * Changes the answering agent, under the conversation's lock. This is the only way it changes. Queued replies move to
 * the new agent; a running one ends as it is.
 */
export async function transfer(
  { tx }: Pick<CommandContext, 'tx'>,
  conversation: ConversationRow,
  { id, name }: Pick<EquippedAgent, 'id' | 'name'>,
  { isKeepingBoth }: Transfer,
): Promise<ConversationRow> {
  if (conversation.agent_id === id) return conversation
  if (conversation.agent_id !== null)
    await reassignQueued(tx, conversation.id, conversation.agent_id, { id, name })
  const isGroup = isKeepingBoth || conversation.participant_ids.length > 0
  return updateConversation(tx, conversation.id, {
    agent_id: id,
    ...(isGroup && { participant_ids: [...new Set([...agentsIn(conversation), id])] }),
  })
}
