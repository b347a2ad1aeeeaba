import type { EquippedAgent } from '#features/agents/index.ts'
import {
  agentsIn,
  type ConversationRow,
  reassignQueued,
  updateConversation,
} from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'

interface Transfer {
  /** Whether both take part from now on; otherwise one takes the other's place, unless several take part already. */
  isKeepingBoth: boolean
}

/**
 * Lets another agent answer from now on, under the conversation's lock: the one way in which that changes. Replies that
 * wait for their turn are the new agent's; one that is being written ends as what it is.
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
