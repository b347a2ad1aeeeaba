import { Conversation, RequestPerson, ConversationRef } from '#contract/shapes/conversation.ts'
import {
  findConversation,
  lockVisible,
  newestMessages,
  partsOf,
  showConversation,
  textOf,
} from '#features/conversations/index.ts'
import { changeAssignee, theQueue } from '#features/inbox/handoff/index.ts'
import { callPerson } from '#features/inbox/routing/index.ts'
import { refuseBlocked } from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { answeringAgent } from './answering-agent.ts'
import { requireOwner } from './require-owner.ts'
import { giveToAgent } from './give-to-agent.ts'

const WHY_CHARACTERS = 500

/**
 * Requests a person in the caller's own conversation: it waits in the queue, and its agent stays silent. Does nothing
 * if it is already waiting or assigned to a person, or if it is a private conversation of staff, which no person joins.
 */
export const requestPerson = command({
  name: 'conversation.request-person',
  permission: 'message:send',
  input: RequestPerson,
  output: Conversation,
  async run(context, { conversationId, text = '' }): Promise<Conversation> {
    const { tx, scope } = context
    await refuseBlocked(tx, scope)
    const conversation = requireOwner(scope, await lockVisible(tx, scope, conversationId))
    if (!conversation.in_inbox || conversation.assignee_kind !== 'agent')
      return showConversation(tx, scope, conversation)
    const why = 'visitor-asked'
    const agent = await answeringAgent(tx, conversationId)
    if (agent) {
      const [last] = await newestMessages(tx, conversationId, 1)
      const said = text || (last ? textOf(partsOf(last)) : '')
      await callPerson(context, conversation, { agent, why, text: text.slice(0, WHY_CHARACTERS), said })
    } else await changeAssignee(context, conversation, { to: theQueue, why, text })
    return showConversation(tx, scope, (await findConversation(tx, conversationId)) ?? conversation)
  },
})

/**
 * Stops waiting for a person: the agent answers again in the caller's own conversation. A person who already has it
 * gives it back themselves.
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
