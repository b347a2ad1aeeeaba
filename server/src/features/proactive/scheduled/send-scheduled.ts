import { step } from '#kernel/step.ts'
import { findAgent } from '#features/agents/index.ts'
import { type ConversationRow, lockConversation, readSoFar } from '#features/conversations/index.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { nextRun } from '#kernel/schedule.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { isThere } from '../checks/circumstances.ts'
import { say } from '../say.ts'
import { quietUntil } from '../preferences/quiet-hours.ts'
import { consentTo, findPreferences } from '../preferences/preference-store.ts'
import { scheduledMessageSend } from '../job-kinds.ts'
import { announceScheduled } from './scheduled-message.ts'
import { findScheduled, type ScheduledRow, updateScheduled } from './scheduled-message-store.ts'

const BUSY_PAUSE_MS = 30_000

/**
 * Sends a due scheduled message and schedules the next one, in one transaction. If several were missed while the server
 * was off, it is sent once.
 */
export const sendScheduled = step(
  async (context, { scheduledMessageId }: { scheduledMessageId: string }): Promise<void> => {
    const { tx, scope } = context
    const now = scope.app.now()
    const known = await findScheduled(tx, scheduledMessageId)
    const conversation = known && (await lockConversation(tx, known.conversation_id))
    // Under the lock it may have changed.
    const scheduled = await findScheduled(tx, scheduledMessageId)
    if (!conversation || !scheduled?.next_at || scheduled.state !== 'waiting')
      return cancelScheduledJob(context, scheduledMessageSend, scheduledMessageId)
    const later = (dueAt: Date) =>
      scheduleJob(context, scheduledMessageSend, scheduledMessageId, { scheduledMessageId }, dueAt)
    if (scheduled.next_at > now) return later(scheduled.next_at)
    if (conversation.active_reply_id !== null) return later(new Date(now.getTime() + BUSY_PAUSE_MS))
    const skipReason = await skipReasonOf(context, conversation, scheduled)
    if (skipReason instanceof Date) return later(skipReason)
    const agent = skipReason === null ? await findAgent(tx, scheduled.agent_id) : null
    const { text } = scheduled
    if (agent) await say(context, conversation, { agent, text, origin: 'scheduled' })
    const next = nextRun(scheduled.schedule, scheduled.time_zone, now)
    const row = await updateScheduled(tx, scheduled.id, {
      next_at: next,
      state: next ? 'waiting' : 'done',
      skip_reason: agent ? null : (skipReason ?? 'no-agent'),
      ...(agent && { times_sent: scheduled.times_sent + 1, last_sent_at: now }),
    })
    announceScheduled(context, conversation, row)
  },
)

/**
 * Why it is skipped, or until when it waits. A message that a person scheduled for themselves is sent when they chose;
 * for others, the rules of writing first apply.
 */
async function skipReasonOf(
  context: CommandContext,
  conversation: ConversationRow,
  { agent_id: agentId, scheduled_by_id, schedule }: ScheduledRow,
): Promise<string | Date | null> {
  const { tx, scope } = context
  const { id, owner_id: ownerId } = conversation
  if (!(await isThere(context, conversation))) return 'person-gone'
  if (conversation.assignee_kind !== 'agent') return 'held'
  if (scheduled_by_id === ownerId) return null
  const consent = await consentTo(tx, agentId, ownerId, await findPreferences(tx, ownerId))
  if (!consent.agrees) return 'no-consent'
  if (conversation.is_muted) return 'muted'
  const unread = (await readSoFar(tx, ownerId, [id])).get(id)?.unreadCount ?? 0
  if (schedule !== null && unread > 0) return 'unread'
  return quietUntil(scope.app.now(), consent)
}
