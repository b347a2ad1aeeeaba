import type { Reply } from '#contract/shapes/conversation.ts'
import type { Composition, Ending } from '#features/answers/index.ts'
import { endOpenReply, lockConversation, partsOf, textOf, toReply } from '#features/conversations/index.ts'
import { step } from '#kernel/step.ts'
import { approvalPart } from '../consent/approval-part.ts'
import { askForConsent } from '../consent/ask-for-consent.ts'
import { announceEnd, endOf } from './settle-reply.ts'
import type { BegunReply } from '../start-reply.ts'

type Answer = Pick<Composition, 'parts' | 'searched' | 'liveHosts' | 'asked'>

interface EndOfReply {
  readonly begun: BegunReply
  /** As it was written so far. */
  readonly answer: Answer
  readonly ending: Ending
}

/**
 * Stores an answer as it was written, and its end. Null when the writer may not: the conversation is gone, a person
 * took over, or another attempt has begun.
 */
export const endReply = step(
  async (context, { begun, answer, ending }: EndOfReply): Promise<Reply | null> => {
    const { agent, history, reply, controlEpoch } = begun
    const { searched, liveHosts, asked } = answer
    const isCompleted = ending.state === 'completed'
    const parts = isCompleted ? [...answer.parts, ...asked.map(approvalPart)] : answer.parts
    const fence = { id: reply.conversationId, control_epoch: controlEpoch }
    // Sent together: what ends the reply runs under the lock, and asks for attempt and epoch itself.
    const [conversation, settled] = await Promise.all([
      lockConversation(context.tx, fence.id),
      endOpenReply(context.tx, endOf(fence, reply, ending, parts, { searched, liveHosts }, agent.version)),
    ])
    if (!conversation || !settled) return null
    const question = textOf(partsOf(history.find(({ role }) => role === 'user') ?? { parts: [] }))
    announceEnd(context, conversation, settled, { agent, history, parts, question })
    if (isCompleted) await askForConsent(context, conversation, settled.ended, asked)
    return toReply(settled.ended)
  },
  { isAbout: ({ begun }) => begun.reply.conversationId },
)
