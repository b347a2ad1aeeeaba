import { proactiveCheckScan } from '#features/agents/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { proactiveCheckRun } from './checks/proactive-check-job.ts'
import { checkConversation } from './checks/check-conversation.ts'
import { settleCheck } from './checks/settle-check.ts'
import { scheduledMessageSend } from './scheduled/scheduled-message-job.ts'
import { sendScheduled } from './scheduled/send-scheduled.ts'
import { scanConversations } from './checks/scan-conversations.ts'

const AFTER_FAILURES_MS = 6 * 3_600_000
const CHECK_SPACING_MS = 250

export const jobHandlers = [
  // One now and then, however many are due: nobody waits for them, and whoever waits for an answer must not feel them.
  jobHandler(proactiveCheckRun, {
    work: checkConversation,
    concurrency: 4,
    spacingMs: CHECK_SPACING_MS,
    giveUp: (scope, { conversationId }) =>
      settleCheck(scope, { conversationId, againAfterMs: AFTER_FAILURES_MS }),
  }),
  jobHandler(scheduledMessageSend, { work: sendScheduled, concurrency: 2 }),
  jobHandler(proactiveCheckScan, { work: scanConversations, concurrency: 1 }),
]
