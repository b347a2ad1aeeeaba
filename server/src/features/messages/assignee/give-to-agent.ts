import { InboxConversation, ReturnConversation } from '#contract/shapes/inbox.ts'
import {
  type ConversationRow,
  type LockedConversation,
  newestMessages,
} from '#features/conversations/index.ts'
import {
  changeAssignee,
  theAgent,
  lockInboxConversation,
  refuseOthers,
  showInboxConversation,
} from '#features/inbox/handoff/index.ts'
import { storeTurn } from '#features/replies/index.ts'
import { Fault } from '#kernel/fault.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { answeringAgent } from './answering-agent.ts'

/**
 * Lets the agent of a locked conversation answer again, immediately if requested and if the owner spoke last. Throws
 * Fault `precondition_failed` if no agent answers there.
 */
export async function giveToAgent(
  context: CommandContext,
  found: LockedConversation,
  { answersNow }: { answersNow: boolean },
): Promise<ConversationRow> {
  const { tx } = context
  const agent = await answeringAgent(tx, found.id)
  if (!agent)
    throw new Fault('precondition_failed', 'No agent answers in this conversation; choose one first.', {
      reason: 'no-agent',
    })
  const { conversation } = await changeAssignee(context, found, { to: theAgent, why: 'returned' })
  const [head] = (await newestMessages(tx, found.id, 1)).filter(({ id }) => id === found.head_message_id)
  if (answersNow && head?.role === 'user')
    await storeTurn(context, {
      conversation: { ...conversation, now: found.now },
      agent,
      said: null,
      parentId: head.id,
    })
  return conversation
}

/** Gives a conversation back to its agent, which answers the owner's last message if nobody has. */
export const returnToAgent = command({
  name: 'inbox.return',
  permission: 'inbox:write',
  input: ReturnConversation,
  output: InboxConversation,
  async run(context, { conversationId, answersNow }): Promise<InboxConversation> {
    const { tx, scope } = context
    const found = await lockInboxConversation(tx, scope, conversationId)
    if (found.assignee_kind === 'agent') return showInboxConversation(tx, scope, found)
    await refuseOthers(context, found)
    return showInboxConversation(tx, scope, await giveToAgent(context, found, { answersNow }))
  },
})
