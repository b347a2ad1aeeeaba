import { DeskConversation, ReturnConversation } from '#contract/shapes/desk.ts'
import { newestMessages } from '#features/conversations/index.ts'
import { changeHolder, lockAtDesk, refuseOthers, showOneAtDesk, theAgent } from '#features/handoff/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { answeringAgent } from './answering-agent.ts'
import { storeTurn } from './request-reply.ts'

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
    const agent = await answeringAgent(tx, found.id)
    if (!agent)
      throw new Fault('precondition_failed', 'No agent answers in this conversation; choose one first.', {
        reason: 'no-agent',
      })
    const { conversation } = await changeHolder(context, found, { to: theAgent, why: 'returned' })
    const [head] = (await newestMessages(tx, found.id, 1)).filter(({ id }) => id === found.head_message_id)
    if (answersNow && head?.role === 'user')
      await storeTurn(context, {
        conversation: { ...conversation, now: found.now },
        agent,
        said: null,
        parentId: head.id,
      })
    return showOneAtDesk(tx, scope, conversation)
  },
})
