import type { EndedReply } from '#features/agents/index.ts'
import { on } from '#kernel/reactions.ts'
import { handOffAfterReply } from './end/hand-off-after-reply.ts'
import { isSummaryDue } from './summaries/remembered.ts'
import { summaryWrite } from './summaries/summary-job.ts'
import { type Opening, openingOf } from './titles/opening.ts'
import { titleWrite } from './titles/title-job.ts'

// A first answer may fail, or be asked for anew; later the first words have become what it is called.
const TITLED_BEFORE_SEQ = 6

export const reactions = [
  on<EndedReply>('reply.ended', ({ enqueue, scope }, { agent, history, reply }) => {
    const every = agent.summary_every ?? scope.app.settings.summaryEvery
    if (reply.state === 'completed' && isSummaryDue(history.length + 1, every))
      enqueue(summaryWrite, { messageId: reply.message_id })
  }),
  on<EndedReply>('reply.ended', ({ enqueue, scope }, { agent, conversation, history, parts, reply }) => {
    const { id: conversationId, is_named: isNamed, last_seq: lastSeq } = conversation
    if (reply.state !== 'completed' || isNamed || lastSeq >= TITLED_BEFORE_SEQ) return
    if (!scope.app.settings.writesTitles) return
    const known: Opening = { conversationId, agent, messages: openingOf(history, parts) }
    enqueue(titleWrite, { conversationId }, { known })
  }),
  on<EndedReply>('reply.ended', handOffAfterReply),
]
