import type { ScheduledMessage } from '#contract/shapes/proactive.ts'
import { type ConversationRow, audiencePayload } from '#features/conversations/index.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { invalidInput } from '#kernel/fault.ts'
import { isTimeZone, nextRun, refuseUnfitSchedule } from '#kernel/schedule.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { scheduledMessageSend } from '../job-kinds.ts'
import type { ScheduledRow } from './scheduled-message-store.ts'

const AHEAD_MAX_MS = 5 * 365 * 24 * 3_600_000
/** A time this far in the past still counts as now: clocks differ, and people type slowly. */
const BEHIND_MAX_MS = 5 * 60_000

export const toScheduledMessage = (row: ScheduledRow): ScheduledMessage => ({
  id: row.id,
  conversationId: row.conversation_id,
  agentId: row.agent_id,
  scheduledBy: { kind: row.scheduled_by_kind, id: row.scheduled_by_id },
  text: row.text,
  schedule: row.schedule,
  timeZone: row.time_zone,
  nextAt: row.next_at?.toISOString() ?? null,
  state: row.state as ScheduledMessage['state'],
  timesSent: row.times_sent,
  lastSentAt: row.last_sent_at?.toISOString() ?? null,
  skipReason: row.skip_reason,
  createdAt: row.created_at.toISOString(),
})

interface Wanted {
  at: string | null
  schedule: string | null
  timeZone: string
}

/** When such a message is first sent. Throws Fault `invalid_input` for an invalid time. */
export function firstMoment(now: Date, { at, schedule, timeZone }: Wanted): Date {
  if (!isTimeZone(timeZone))
    throw invalidInput('There is no such time zone.', [{ path: 'timeZone', message: 'is not known' }])
  refuseUnfitSchedule(schedule, timeZone, 'A message can be sent at most once an hour.')
  const moment = at === null ? nextRun(schedule, timeZone, now) : new Date(at)
  if (!moment) throw invalidInput('Set either a time or a recurring schedule.')
  const ahead = moment.getTime() - now.getTime()
  if (ahead < -BEHIND_MAX_MS)
    throw invalidInput('This time is in the past.', [{ path: 'at', message: 'has passed' }])
  if (ahead > AHEAD_MAX_MS)
    throw invalidInput('This is more than five years ahead.', [{ path: 'at', message: 'is too far ahead' }])
  return moment
}

/** Announces a change of a scheduled message, and schedules its job. */
export function announceScheduled(
  context: CommandContext,
  conversation: ConversationRow,
  { id: scheduledMessageId, state, next_at }: ScheduledRow,
): void {
  if (next_at) scheduleJob(context, scheduledMessageSend, scheduledMessageId, { scheduledMessageId }, next_at)
  else cancelScheduledJob(context, scheduledMessageSend, scheduledMessageId)
  context.emit({
    type: 'scheduled-message.changed',
    payload: {
      ...audiencePayload(conversation),
      scheduledMessageId,
      state: state as ScheduledMessage['state'],
    },
  })
}
