import { Cron } from 'croner'
import { invalidInput } from './fault.ts'

const SHORTEST_MS = 3_600_000

/** The first time after `from` that matches a five-field cron pattern in a time zone; null if there is none. */
export function nextRun(schedule: string | null, timeZone: string, from = new Date()): Date | null {
  return schedule === null ? null : new Cron(schedule, { timezone: timeZone }).nextRun(from)
}

/** Throws Fault `invalid_input` for a schedule that cannot be parsed or, with this message, is due more than once an hour. */
export function refuseUnfitSchedule(schedule: string | null, timeZone: string, tooOften: string): void {
  if (schedule === null) return
  let times: Date[]
  try {
    if (schedule.split(/\s+/).length !== 5) throw new TypeError('five fields')
    times = new Cron(schedule, { timezone: timeZone }).nextRuns(25)
  } catch {
    throw invalidInput('The schedule is invalid. Use a cron pattern of five fields and a time zone.', [
      { path: 'schedule', message: 'is not a cron pattern' },
    ])
  }
  const isHasty = times.some((time, at) => {
    const before = times[at - 1]
    return before !== undefined && time.getTime() - before.getTime() < SHORTEST_MS
  })
  if (isHasty)
    throw invalidInput(tooOften, [{ path: 'schedule', message: 'runs more often than once an hour' }])
}

/** Whether a time zone of that name exists. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
