import { step } from '#kernel/step.ts'
import { requireAgent } from '#features/agents/index.ts'
import { findReply, audiencePayload, isFollowed, lockVisible } from '#features/conversations/index.ts'
import { conflict } from '#kernel/fault.ts'
import { storeTurn } from '../request/request-reply.ts'
import { transfer } from './transfer.ts'

/**
 * Transfers a conversation from the agent that is answering to another, who answers the same question next. Refused where
 * the answer is not that agent's to write any more, or a person chose somebody else meanwhile.
 */
export const transferReply = step(
  async (
    context,
    {
      replyId,
      conversationId,
      attempt,
      agentId,
    }: { replyId: string; conversationId: string; attempt: number; agentId: string },
  ): Promise<void> => {
    const { tx, scope, emit } = context
    const conversation = await lockVisible(tx, scope, conversationId)
    const reply = await findReply(tx, replyId)
    const isOurs =
      reply?.state === 'running' &&
      reply.attempt === attempt &&
      reply.control_epoch === conversation.control_epoch &&
      reply.cancel_requested_at === null
    if (!isOurs) throw conflict('This answer is no longer being written.')
    if (conversation.agent_id !== reply.agent_id)
      throw conflict('In the meantime, somebody else was chosen to answer in this conversation.')
    const agent = await requireAgent(tx, scope, agentId)
    const changed = await transfer(context, conversation, agent, { isKeepingBoth: true })
    // Where more was said meanwhile, the answer that waits for its turn takes this up too.
    if (!(await isFollowed(tx, reply.message_id)))
      await storeTurn(context, {
        conversation: { ...changed, now: conversation.now },
        agent,
        said: null,
        parentId: reply.message_id,
        isShown: conversation.head_message_id === reply.message_id,
      })
    emit({ type: 'conversation.changed', payload: audiencePayload(changed) })
  },
)
