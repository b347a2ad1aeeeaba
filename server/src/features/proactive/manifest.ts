import { type EndedReply, proactiveCheckScan } from '#features/agents/index.ts'
import { maySeeConversation } from '#features/conversations/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { on } from '#kernel/reactions.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { personalPreferences } from './personal-data.ts'
import { proactiveCheckRun, scheduledMessageSend } from './job-kinds.ts'
import { checkConversation } from './checks/check-conversation.ts'
import { settleCheck } from './checks/settle-check.ts'
import { sendScheduled } from './scheduled/send-scheduled.ts'
import { scanConversations } from './checks/scan-conversations.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'scheduled_messages', column: 'text', key: ['id'] },
  { table: 'proactive_checks', column: 'text', key: ['id'] },
  { table: 'proactive_checks', column: 'reason', key: ['id'] },
]

const AFTER_FAILURES_MS = 6 * 3_600_000
const CHECK_SPACING_MS = 250

const jobHandlers = [
  // One at a time, however many are due: nobody waits for them, and people who wait for answers must not notice.
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

const reactions = [
  on<EndedReply>('reply.ended', (context, { agent, conversation: { id: conversationId }, reply }) => {
    if (reply.state !== 'completed' || !agent.speaks_first) return
    const dueAt = new Date(context.scope.app.now().getTime() + agent.proactive_after_minutes * 60_000)
    scheduleJob(context, proactiveCheckRun, conversationId, { conversationId }, dueAt)
  }),
]

export const manifest: Manifest = {
  jobHandlers,
  reactions,
  contentColumns,
  personalData: [personalPreferences],
}

/** Who may receive its events. */
export const audience = {
  'proactive-preferences.set': (actor: Actor, event: { payload: { personId: string } }): boolean =>
    actor.id === event.payload.personId,
  /** Events about scheduled messages go to everybody who sees the conversation. */
  'scheduled-message.changed': maySeeConversation,
} as const
