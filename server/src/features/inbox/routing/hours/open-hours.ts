import type { TeamHours } from '#contract/shapes/team.ts'
import { dayAt, momentOf } from './local-time.ts'

const DAY_MS = 86_400_000
/** How far ahead to look for an opening: longer than any real closure. */
const AHEAD_DAYS = 370

/** When a team is open. */
export interface OpenHours {
  readonly timeZone: string
  /** Null: always. */
  readonly hours: TeamHours | null
  /** Dates on which it is closed, such as `2026-12-25`. */
  readonly holidays: readonly string[]
}

/** An open interval, in milliseconds; the end is exclusive. */
interface Stretch {
  readonly from: number
  readonly to: number
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** The stretches of one day, in order. */
function stretchesOn(day: number, { timeZone, hours, holidays }: OpenHours): Stretch[] {
  if (!hours || holidays.includes(new Date(day).toISOString().slice(0, 10))) return []
  // Our week starts on Monday, JavaScript's on Sunday.
  const weekday = (new Date(day).getUTCDay() + 6) % 7
  return (hours[weekday] ?? [])
    .map(({ from, to }) => ({
      from: momentOf(day, minutesOf(from), timeZone),
      to: momentOf(day, minutesOf(to), timeZone),
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
}

/** All intervals that end after a given time, in order, up to the horizon. */
function* stretchesAfter(at: number, open: OpenHours): Generator<Stretch> {
  const today = dayAt(at, open.timeZone)
  for (let ahead = -1; ahead <= AHEAD_DAYS; ahead += 1)
    for (const stretch of stretchesOn(today + ahead * DAY_MS, open)) if (stretch.to > at) yield stretch
}

/** When the team opens next: now if it is open; null if it does not open within a year. */
export function opensAt(at: Date, open: OpenHours): Date | null {
  if (!open.hours) return at
  for (const { from } of stretchesAfter(at.getTime(), open)) return new Date(Math.max(from, at.getTime()))
  return null
}

export const isOpen = (at: Date, open: OpenHours): boolean => opensAt(at, open)?.getTime() === at.getTime()

/** The time after this many milliseconds of open time; null if that is not within a year. */
export function afterOpenTime(since: Date, ms: number, open: OpenHours): Date | null {
  if (!open.hours) return new Date(since.getTime() + ms)
  let left = ms
  for (const stretch of stretchesAfter(since.getTime(), open)) {
    const from = Math.max(stretch.from, since.getTime())
    if (left <= stretch.to - from) return new Date(from + left)
    left -= stretch.to - from
  }
  return null
}

/** The milliseconds of open time between two times. */
export function openTimeBetween(since: Date, until: Date, open: OpenHours): number {
  if (!open.hours) return Math.max(0, until.getTime() - since.getTime())
  let passed = 0
  for (const { from, to } of stretchesAfter(since.getTime(), open)) {
    if (from >= until.getTime()) break
    passed += Math.max(0, Math.min(to, until.getTime()) - Math.max(from, since.getTime()))
  }
  return passed
}
