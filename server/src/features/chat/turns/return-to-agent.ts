import { DeskConversation, ReturnConversation } from '#contract/shapes/desk.ts'
import { lockAtDesk, refuseOthers, showOneAtDesk } from '#features/handoff/index.ts'
import { command } from '#kernel/use-case.ts'
import { giveToAgent } from './give-to-agent.ts'

/** Gives a conversation back to its agent, which answers what its owner said last where nobody has. */
export const returnToAgent = command({
  name: 'desk.return',
  permission: 'desk:write',
  input: ReturnConversation,
  output: DeskConversation,
  async run(context, { conversationId, answersNow }): Promise<DeskConversation> {
    const { tx, scope } = context
    const found = await lockAtDesk(tx, scope, conversationId)
    if (found.held_by === 'agent') return showOneAtDesk(tx, scope, found)
    await refuseOthers(context, found)
    return showOneAtDesk(tx, scope, await giveToAgent(context, found, { answersNow }))
  },
})
