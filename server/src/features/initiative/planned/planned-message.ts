import type { PlannedMessage } from '#contract/shapes/initiative.ts'
import { type ConversationRow, heardBy } from '#features/conversations/index.ts'
import { appoint, cancelAppointment } from '#kernel/appointments.ts'
import { invalidInput } from '#kernel/fault.ts'
import { isTimeZone, nextRun, refuseUnfitSchedule } from '#kernel/schedule.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { plannedMessageSay } from './planned-job.ts'
import type { PlannedRow } from './planned-store.ts'

const AHEAD_MAX_MS = 5 * 365 * 24 * 3_600_000
/** So much earlier than now still counts as now: clocks differ, and people type slowly. */
const BEHIND_MAX_MS = 5 * 60_000

export const toPlannedMessage = (row: PlannedRow): PlannedMessage => ({
  id: row.id,
  conversationId: row.conversation_id,
  agentId: row.agent_id,
  planner: { kind: row.planner_kind, id: row.planner_id },
  text: row.text,
  schedule: row.schedule,
  timeZone: row.time_zone,
  nextAt: row.next_at?.toISOString() ?? null,
  state: row.state as PlannedMessage['state'],
  timesSent: row.times_sent,
  lastSentAt: row.last_sent_at?.toISOString() ?? null,
  withheldFor: row.withheld_for,
  createdAt: row.created_at.toISOString(),
})

interface Wanted {
  at: string | null
  schedule: string | null
  timeZone: string
}

/** When something is said first that is planned so. Throws Fault `invalid_input` for a moment that cannot be. */
export function firstMoment(now: Date, { at, schedule, timeZone }: Wanted): Date {
  if (!isTimeZone(timeZone))
    throw invalidInput('There is no such time zone.', [{ path: 'timeZone', message: 'is not known' }])
  refuseUnfitSchedule(schedule, timeZone, 'A message is said once an hour at most.')
  const moment = at === null ? nextRun(schedule, timeZone, now) : new Date(at)
  if (!moment) throw invalidInput('Say when: at a moment, or by a schedule that comes round.')
  const ahead = moment.getTime() - now.getTime()
  if (ahead < -BEHIND_MAX_MS)
    throw invalidInput('This moment has passed.', [{ path: 'at', message: 'has passed' }])
  if (ahead > AHEAD_MAX_MS)
    throw invalidInput('This is more than five years ahead.', [{ path: 'at', message: 'is too far ahead' }])
  return moment
}

/** Says that what is planned is another, and has it said when it is due. */
export function announcePlanned(
  context: CommandContext,
  conversation: ConversationRow,
  { id: plannedMessageId, state, next_at }: PlannedRow,
): void {
  if (next_at) appoint(context, plannedMessageSay, plannedMessageId, { plannedMessageId }, next_at)
  else cancelAppointment(context, plannedMessageSay, plannedMessageId)
  context.emit({
    type: 'planned-message.changed',
    payload: { ...heardBy(conversation), plannedMessageId, state: state as PlannedMessage['state'] },
  })
}
