import {
  type ConversationRow,
  type LockedConversation,
  newestMessages,
} from '#features/conversations/index.ts'
import { changeAssignee, theAgent } from '#features/inbox/handoff/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { answeringAgent } from './answering-agent.ts'
import { storeTurn } from '#features/replies/index.ts'

/**
 * Lets the agent of a locked conversation answer again, at once if it is to and its owner spoke last. Throws Fault
 * `precondition_failed` where no agent answers.
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
