import { z } from 'zod'
import { id } from '#contract/ids.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply, Searched } from '#contract/shapes/conversation.ts'
import { conversationLook, conversationRead } from '#features/agents/index.ts'
import {
  type ConversationRow,
  endOpenReply,
  heardBy,
  lockConversation,
  toReply,
} from '#features/conversations/index.ts'
import { askForLesson } from '#features/memory/index.ts'
import { unansweredJob } from '#features/proof/index.ts'
import { appoint } from '#kernel/appointments.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { summaryWrite } from '../summaries/summary-job.ts'
import { titleWrite } from '../titles/title-job.ts'
import type { ToolPause } from '../answers/agent-loop.ts'
import { askForConsent } from '../consent/ask-for-consent.ts'
import type { Ending } from './ending.ts'
import { callAPerson } from './call-a-person.ts'
import { announceEnd, endOf } from './settle-reply.ts'
import { isUnsupported } from './unanswered.ts'

const QUESTION_CHARACTERS = 2_000

const EndReply = z.strictObject({
  replyId: id('reply'),
  conversationId: id('conversation'),
  messageId: id('message'),
  attempt: z.int(),
  agentVersion: z.int(),
  readFor: id('agent').nullable().describe('The agent that the conversation is to be read for now.'),
  looksAfterMinutes: z
    .int()
    .nullable()
    .describe('How soon it is looked at, whether the agent should speak first; null: never.'),
  controlEpoch: z.int(),
  parts: z.custom<readonly MessagePart[]>(Array.isArray),
  asked: z.custom<readonly ToolPause[]>(Array.isArray),
  question: z.string().describe('What was answered.'),
  isSummaryDue: z.boolean(),
  learnsFor: id('agent').nullable().describe('The agent that remembers the person it spoke with.'),
  searched: z.custom<Searched | null>((value) => typeof value === 'object'),
  liveHosts: z.array(z.string()).nullable().describe('Null where no text from outside was read.'),
  ending: z.custom<Ending>((value) => typeof value === 'object' && value !== null && 'state' in value),
})

/**
 * Stores an answer as it was written, and its end. Null when the writer may not: the conversation is gone, a person
 * took over, or another attempt has begun.
 */
export const endReply = command({
  name: 'reply.end',
  permission: 'internal',
  isAbout: ({ conversationId }) => conversationId,
  input: EndReply,
  async run(
    context,
    {
      replyId,
      conversationId,
      messageId,
      attempt,
      controlEpoch,
      agentVersion,
      readFor,
      looksAfterMinutes,
      parts,
      asked,
      question,
      searched,
      liveHosts,
      isSummaryDue,
      learnsFor,
      ending,
    },
  ): Promise<Reply | null> {
    const reply = { id: replyId, attempt }
    const fence = { id: conversationId, control_epoch: controlEpoch }
    // Sent together: what ends the reply runs under the lock, and asks for attempt and epoch itself.
    const [conversation, settled] = await Promise.all([
      lockConversation(context.tx, conversationId),
      endOpenReply(context.tx, endOf(fence, reply, ending, parts, { searched, liveHosts }, agentVersion)),
    ])
    if (!conversation || !settled) return null
    announceEnd(context, conversation, settled)
    if (ending.state === 'completed') await askForConsent(context, conversation, settled.ended, asked)
    // Nobody else reads what members ask in private.
    if (conversation.is_desk && ending.state === 'completed' && isUnanswered(question, searched))
      context.enqueue(unansweredJob, { question: question.slice(0, QUESTION_CHARACTERS), conversationId })
    if (ending.state === 'completed') {
      if (isSummaryDue) context.enqueue(summaryWrite, { messageId })
      if (learnsFor) askForLesson(context, conversation, learnsFor)
      if (wantsTitle(context, conversation)) context.enqueue(titleWrite, { conversationId })
    }
    if (parts.some((part) => part.type === 'withheld' && part.isHandedOver))
      context.emit({ type: 'handoff.requested', payload: { ...heardBy(conversation), messageId, replyId } })
    if (looksAfterMinutes !== null && ending.state === 'completed')
      appoint(
        context,
        conversationLook,
        conversationId,
        { conversationId },
        lookAt(context, looksAfterMinutes),
      )
    if (readFor) context.enqueue(conversationRead, { conversationId, agentId: readFor })
    await callAPerson(context, conversation, { reply: settled.ended, parts, question })
    return toReply(settled.ended)
  },
})

// A first answer may fail, or be asked for anew; later the first words have become what it is called.
const TITLED_BEFORE_SEQ = 6

const wantsTitle = ({ scope }: CommandContext, { is_named, last_seq }: ConversationRow): boolean =>
  scope.app.settings.writesTitles && !is_named && last_seq < TITLED_BEFORE_SEQ

const lookAt = ({ scope }: CommandContext, afterMinutes: number): Date =>
  new Date(scope.app.now().getTime() + afterMinutes * 60_000)

/** Whether a question was asked that what was looked up did not answer. */
const isUnanswered = (question: string, searched: Searched | null): boolean =>
  question.trim() !== '' && isUnsupported(searched)
