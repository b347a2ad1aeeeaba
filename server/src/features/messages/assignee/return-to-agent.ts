import { InboxConversation, ReturnConversation } from '#contract/shapes/inbox.ts'
import { lockInboxConversation, refuseOthers, showInboxConversation } from '#features/inbox/handoff/index.ts'
import { command } from '#kernel/use-case.ts'
import { giveToAgent } from './give-to-agent.ts'

/** Gives a conversation back to its agent, which answers what its owner said last where nobody has. */
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
