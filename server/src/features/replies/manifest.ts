import type { EndedReply } from '#features/agents/index.ts'
import { memoryExtraction } from '#features/memory/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { on } from '#kernel/reactions.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { handOffAfterReply } from './end/hand-off-after-reply.ts'
import { isSummaryDue } from './summaries/remembered.ts'
import { summaryWrite, titleWrite, replyWrite } from './job-kinds.ts'
import { type Opening, openingOf } from './titles/opening.ts'
import { failReply } from './end/settle-reply.ts'
import { extractMemories } from './memory/extract-memories.ts'
import type { BegunReply } from './start-reply.ts'
import { writeSummary } from './summaries/write-summary.ts'
import { writeKnownTitle, writeTitle } from './titles/write-title.ts'
import { writeBegunReply, writeReply } from './write-reply.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'conversation_summaries', column: 'text', key: ['message_id'] },
]

const jobHandlers = [
  jobHandler(replyWrite, {
    work: writeReply,
    goOn: (scope, known) => writeBegunReply(scope, known as BegunReply),
    // A reply mostly waits for its model.
    concurrency: 256,
    giveUp: (scope, { replyId }) => failReply(scope, { replyId }),
  }),
  // Nobody waits for summaries, so a few at a time run beside the answers.
  jobHandler(summaryWrite, { work: writeSummary, concurrency: 2 }),
  jobHandler(titleWrite, {
    work: writeTitle,
    goOn: (scope, known) => writeKnownTitle(scope, known as Opening),
    concurrency: 8,
  }),
  jobHandler(memoryExtraction, { work: extractMemories, concurrency: 2 }),
]

// A first answer may fail or be regenerated; later, the first words have become the title.
const TITLED_BEFORE_SEQ = 6

const reactions = [
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

export const manifest: Manifest = {
  jobHandlers,
  reactions,
  contentColumns,
}
