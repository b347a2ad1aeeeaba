import { z } from 'zod'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply, Searched } from '#contract/shapes/conversation.ts'
import { proactiveCheckRun, conversationReview, isConversationReviewDue } from '#features/agents/index.ts'
import {
  type ConversationRow,
  endOpenReply,
  audiencePayload,
  lockConversation,
  partsOf,
  textOf,
  toReply,
} from '#features/conversations/index.ts'
import { requestExtraction } from '#features/memory/index.ts'
import { unansweredJob } from '#features/evals/index.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { objectOf } from '#kernel/object-of.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import type { Composition, Ending } from '#features/answers/index.ts'
import { approvalPart } from '../consent/approval-part.ts'
import { askForConsent } from '../consent/ask-for-consent.ts'
import { isSummaryDue } from '../summaries/remembered.ts'
import { summaryWrite } from '../summaries/summary-job.ts'
import { type Opening, openingOf } from '../titles/opening.ts'
import { titleWrite } from '../titles/title-job.ts'
import { handOffAfterReply } from './hand-off-after-reply.ts'
import { announceEnd, endOf } from './settle-reply.ts'
import type { BegunReply } from '../start-reply.ts'
import { isUnsupported } from './unanswered.ts'

const QUESTION_CHARACTERS = 2_000

type Answer = Pick<Composition, 'parts' | 'searched' | 'liveHosts' | 'asked'>

const EndReply = z.strictObject({
  begun: objectOf<BegunReply>(),
  answer: objectOf<Answer>().describe('As it was written so far.'),
  ending: objectOf<Ending>(),
})

/**
 * Stores an answer as it was written, and its end. Null when the writer may not: the conversation is gone, a person
 * took over, or another attempt has begun.
 */
export const endReply = command({
  name: 'reply.end',
  permission: 'internal',
  isAbout: ({ begun }) => begun.reply.conversationId,
  input: EndReply,
  async run(context, { begun, answer, ending }): Promise<Reply | null> {
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
    announceEnd(context, conversation, settled)
    const question = textOf(partsOf(history.find(({ role }) => role === 'user') ?? { parts: [] }))
    if (isCompleted) {
      await askForConsent(context, conversation, settled.ended, asked)
      const unanswered = isUnanswered(question, searched) ? question : null
      askForWhatFollows(context, conversation, begun, parts, unanswered)
    }
    if (parts.some((part) => part.type === 'withheld' && part.isHandedOff)) {
      const { messageId, id: replyId } = reply
      context.emit({
        type: 'handoff.requested',
        payload: { ...audiencePayload(conversation), messageId, replyId },
      })
    }
    if (isConversationReviewDue(agent, history[0]?.seq ?? 0))
      context.enqueue(conversationReview, { conversationId: conversation.id, agentId: agent.id })
    await handOffAfterReply(context, conversation, { reply: settled.ended, parts, question })
    return toReply(settled.ended)
  },
})

/** Has done what a finished answer gives reason to. `unanswered`: a question that was looked up in vain. */
function askForWhatFollows(
  context: CommandContext,
  conversation: ConversationRow,
  { agent, history, reply: { conversationId, messageId } }: BegunReply,
  parts: readonly MessagePart[],
  unanswered: string | null,
) {
  // Nobody else reads what members ask in private.
  if (conversation.in_inbox && unanswered !== null)
    context.enqueue(unansweredJob, { question: unanswered.slice(0, QUESTION_CHARACTERS), conversationId })
  const { summaryEvery } = context.scope.app.settings
  if (isSummaryDue(history.length + 1, agent.summary_every ?? summaryEvery))
    context.enqueue(summaryWrite, { messageId })
  if (agent.remembers) requestExtraction(context, conversation, agent.id)
  if (wantsTitle(context, conversation)) {
    const known: Opening = { conversationId, agent, messages: openingOf(history, parts) }
    context.enqueue(titleWrite, { conversationId }, { known })
  }
  if (agent.speaks_first)
    scheduleJob(
      context,
      proactiveCheckRun,
      conversationId,
      { conversationId },
      checkAt(context, agent.proactive_after_minutes),
    )
}

// A first answer may fail, or be asked for anew; later the first words have become what it is called.
const TITLED_BEFORE_SEQ = 6

const wantsTitle = ({ scope }: CommandContext, { is_named, last_seq }: ConversationRow): boolean =>
  scope.app.settings.writesTitles && !is_named && last_seq < TITLED_BEFORE_SEQ

const checkAt = ({ scope }: CommandContext, afterMinutes: number): Date =>
  new Date(scope.app.now().getTime() + afterMinutes * 60_000)

/** Whether a question was asked that what was looked up did not answer. */
const isUnanswered = (question: string, searched: Searched | null): boolean =>
  question.trim() !== '' && isUnsupported(searched)
