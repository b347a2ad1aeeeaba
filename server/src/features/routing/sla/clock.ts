import type { SlaKind } from '#contract/shapes/team.ts'
import { afterOpenTime, openTimeBetween, type OpenHours } from '../hours/open-hours.ts'

/** What decides when a promise is due, of a clock as it is stored. */
export interface Clock {
  readonly kind: SlaKind
  readonly target_seconds: number
  readonly warn_seconds: number
  readonly in_open_hours: boolean
  readonly left_seconds: number
  readonly running_since: Date | null
  readonly warns_at: Date | null
  readonly due_at: Date | null
}

type Standing = Pick<Clock, 'left_seconds' | 'running_since' | 'warns_at' | 'due_at'>

const SECOND_MS = 1_000

const hoursFor = (clock: Pick<Clock, 'in_open_hours'>, hours: OpenHours): OpenHours =>
  clock.in_open_hours ? hours : { ...hours, hours: null }

/** A clock that runs on from a moment. */
export function run(
  clock: Pick<Clock, 'warn_seconds' | 'in_open_hours' | 'left_seconds'>,
  at: Date,
  hours: OpenHours,
): Standing {
  const counted = hoursFor(clock, hours)
  const after = (seconds: number) => afterOpenTime(at, Math.max(0, seconds) * SECOND_MS, counted)
  return {
    left_seconds: clock.left_seconds,
    running_since: at,
    warns_at: after(clock.left_seconds - clock.warn_seconds),
    due_at: after(clock.left_seconds),
  }
}

/** A clock that stands still from a moment on. */
export function pause(clock: Clock, at: Date, hours: OpenHours): Standing {
  const passed = clock.running_since
    ? openTimeBetween(clock.running_since, at, hoursFor(clock, hours)) / SECOND_MS
    : 0
  return {
    left_seconds: Math.max(0, Math.round(clock.left_seconds - passed)),
    running_since: null,
    warns_at: null,
    due_at: null,
  }
}

/** How long before the end it is warned: never before half of the time has passed. */
export const warnSeconds = (targetSeconds: number, wanted: number): number =>
  Math.min(wanted, Math.floor(targetSeconds / 2))
