import type { SlaKind } from '#contract/shapes/team.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { afterOpenTime, openTimeBetween, type OpenHours } from '../hours/open-hours.ts'
import { fireSlaTimers } from '../job-kinds.ts'
import { type TimerRow, findRunning } from './timer-store.ts'

/** The part of a stored timer that decides when its target is due. */
export interface Timer {
  readonly kind: SlaKind
  readonly target_seconds: number
  readonly warn_seconds: number
  readonly in_open_hours: boolean
  readonly left_seconds: number
  readonly running_since: Date | null
  readonly warns_at: Date | null
  readonly due_at: Date | null
}

type Standing = Pick<Timer, 'left_seconds' | 'running_since' | 'warns_at' | 'due_at'>

const SECOND_MS = 1_000

const hoursFor = (timer: Pick<Timer, 'in_open_hours'>, hours: OpenHours): OpenHours =>
  timer.in_open_hours ? hours : { ...hours, hours: null }

/** A timer that starts running at a given time. */
export function run(
  timer: Pick<Timer, 'warn_seconds' | 'in_open_hours' | 'left_seconds'>,
  at: Date,
  hours: OpenHours,
): Standing {
  const counted = hoursFor(timer, hours)
  const after = (seconds: number) => afterOpenTime(at, Math.max(0, seconds) * SECOND_MS, counted)
  return {
    left_seconds: timer.left_seconds,
    running_since: at,
    warns_at: after(timer.left_seconds - timer.warn_seconds),
    due_at: after(timer.left_seconds),
  }
}

/** A timer that pauses at a given time. */
export function pause(timer: Timer, at: Date, hours: OpenHours): Standing {
  const passed = timer.running_since
    ? openTimeBetween(timer.running_since, at, hoursFor(timer, hours)) / SECOND_MS
    : 0
  return {
    left_seconds: Math.max(0, Math.round(timer.left_seconds - passed)),
    running_since: null,
    warns_at: null,
    due_at: null,
  }
}

/** How long before the end to warn: never before half of the time has passed. */
export const warnSeconds = (targetSeconds: number, wanted: number): number =>
  Math.min(wanted, Math.floor(targetSeconds / 2))

const momentsOf = ({ warns_at, due_at, warned_at, breached_at }: TimerRow): Date[] =>
  [warned_at || breached_at ? null : warns_at, breached_at ? null : due_at].filter((at) => at !== null)

/** Schedules the next check of a conversation's timers, when one warns or is due; survives a restart. */
export async function scheduleNextTimer(context: CommandContext, conversationId: string): Promise<void> {
  const moments = (await findRunning(context.tx, [conversationId])).flatMap(momentsOf)
  if (moments.length === 0) return cancelScheduledJob(context, fireSlaTimers, conversationId)
  const next = new Date(Math.min(...moments.map((at) => at.getTime())))
  scheduleJob(context, fireSlaTimers, conversationId, { conversationId }, next)
}
