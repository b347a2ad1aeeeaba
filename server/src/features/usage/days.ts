import { invalidInput } from '#kernel/fault.ts'

const DAY_MS = 86_400_000
const DAYS_MAX = 400

/** The days of a period with their starts. `starts` has one more element: the end of the last day. */
export interface Days {
  names: string[]
  starts: Date[]
}

/** The days from one to another, inclusive, with midnights in that time zone. Throws Fault `invalid_input`. */
export function daysOf({ from, to, timeZone }: { from: string; to: string; timeZone: string }): Days {
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  if (!(count >= 1)) throw refused('to', 'comes before the first day')
  if (count > DAYS_MAX) throw refused('from', `at most ${DAYS_MAX} days at once`)
  const offsetAt = offsetsIn(timeZone)
  const begins = Array.from({ length: count + 1 }, (_, at) => Date.parse(from) + at * DAY_MS)
  return {
    names: begins.slice(0, -1).map((midnight) => new Date(midnight).toISOString().slice(0, 10)),
    starts: begins.map((midnight) => {
      // The offset depends on the result, so the first guess is only approximate.
      const guess = midnight - offsetAt(midnight)
      return new Date(midnight - offsetAt(guess))
    }),
  }
}

const refused = (path: string, message: string) => invalidInput(`${path}: ${message}`, [{ path, message }])

/** The UTC offset of a time zone at a given time, in milliseconds. */
function offsetsIn(timeZone: string): (moment: number) => number {
  const format = formatFor(timeZone)
  return (moment) => {
    const parts = Object.fromEntries(
      format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - moment
  }
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    throw refused('timeZone', 'is not a time zone')
  }
}
