import type { HandoffReason } from '#contract/shapes/inbox.ts'
import { type EndedReply, findAgent, handoffOf } from '#features/agents/index.ts'
import {
  audiencePayload,
  isUnsupported,
  newestReplies,
  type ReplyRow,
  textOf,
} from '#features/conversations/index.ts'
import { callPerson } from '#features/inbox/routing/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { askedForPerson } from '../participants/person-tool.ts'

/**
 * Requests a person if an answer that just ended calls for one: by its tool, by unsupported claims, by a used-up
 * budget, or after too many failures in a row. Runs in the transaction that ends it.
 */
export async function handOffAfterReply(
  context: CommandContext,
  { conversation, reply, parts, question }: EndedReply,
): Promise<void> {
  const isWithheld = parts.some((part) => part.type === 'withheld' && part.isHandedOff)
  if (isWithheld)
    context.emit({
      type: 'handoff.requested',
      payload: { ...audiencePayload(conversation), messageId: reply.message_id, replyId: reply.id },
    })
  if (!conversation.in_inbox || (reply.state !== 'completed' && reply.state !== 'failed')) return
  const reason = reply.state === 'completed' ? askedForPerson(parts) : null
  const isOverBudget = parts.some((part) => part.type === 'limited' && part.threshold === 'person')
  const isBad = reply.state === 'failed' || isUnsupported(reply.searched)
  if (reason === null && !isWithheld && !isOverBudget && !isBad) return
  const agent = await findAgent(context.tx, reply.agent_id)
  if (!agent) return
  const { afterUnanswered } = handoffOf(agent)
  const isTooMany = isBad && afterUnanswered !== null && (await areAllBad(context, reply, afterUnanswered))
  const why: HandoffReason | null =
    reason !== null
      ? 'agent-asked'
      : isWithheld
        ? 'unsupported'
        : isOverBudget
          ? 'budget'
          : isTooMany
            ? 'unanswered'
            : null
  if (!why) return
  const isTold = why === 'unsupported' || (why === 'agent-asked' && textOf(parts).trim() !== '')
  await callPerson(context, conversation, { agent, why, text: reason ?? '', said: question, isTold })
}

/** Whether the last few answers of this epoch all failed or had no sources. */
async function areAllBad({ tx }: CommandContext, reply: ReplyRow, wanted: number): Promise<boolean> {
  const newest = await newestReplies(tx, reply.conversation_id, reply.control_epoch, wanted)
  return (
    newest.length === wanted &&
    newest.every(({ state, searched }) => state === 'failed' || isUnsupported(searched))
  )
}
