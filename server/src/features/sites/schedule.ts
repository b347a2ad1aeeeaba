import { Cron } from 'croner'
import { invalidInput } from '#kernel/fault.ts'

const SHORTEST_MS = 3_600_000

/** When a schedule is due next; null when it never is. */
export function nextRun(schedule: string | null, timeZone: string, from = new Date()): Date | null {
  return schedule === null ? null : new Cron(schedule, { timezone: timeZone }).nextRun(from)
}

/** Throws Fault `invalid_input` for a schedule that cannot be read or is due more often than once an hour. */
export function refuseUnfitSchedule(schedule: string | null, timeZone: string): void {
  if (schedule === null) return
  let times: Date[]
  try {
    if (schedule.split(/\s+/).length !== 5) throw new TypeError('five fields')
    times = new Cron(schedule, { timezone: timeZone }).nextRuns(25)
  } catch {
    throw invalidInput('The schedule cannot be read. Give a cron pattern of five fields and a time zone.', [
      { path: 'schedule', message: 'is not a cron pattern' },
    ])
  }
  const isHasty = times.some((time, at) => {
    const before = times[at - 1]
    return before !== undefined && time.getTime() - before.getTime() < SHORTEST_MS
  })
  if (isHasty)
    throw invalidInput('A site is read once an hour at most.', [
      { path: 'schedule', message: 'is due more often than once an hour' },
    ])
}
