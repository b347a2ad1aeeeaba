import { Conversation, ConversationRef } from '#contract/shapes/conversation.ts'
import { findConversation, lockVisible, showConversation } from '#features/conversations/index.ts'
import { refuseBlocked } from '#features/people/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { giveToAgent } from './give-to-agent.ts'
import { requireOwner } from './require-owner.ts'

/**
 * Waits for a person no longer: its agent answers again in one's own conversation. A person who has it already gives it
 * back themselves.
 */
export const stopWaiting = command({
  name: 'conversation.stop-waiting',
  permission: 'message:send',
  input: ConversationRef,
  output: Conversation,
  async run(context, { conversationId }): Promise<Conversation> {
    const { tx, scope } = context
    await refuseBlocked(tx, scope)
    const conversation = requireOwner(scope, await lockVisible(tx, scope, conversationId))
    if (conversation.assignee_kind === 'member')
      throw new Fault(
        'precondition_failed',
        'A person has this conversation and must give it back themselves.',
        {
          reason: 'held',
        },
      )
    if (conversation.assignee_kind === 'queue') await giveToAgent(context, conversation, { answersNow: true })
    return showConversation(tx, scope, (await findConversation(tx, conversationId)) ?? conversation)
  },
})
