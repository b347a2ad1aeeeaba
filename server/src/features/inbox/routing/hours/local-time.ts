const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const clocks = new Map<string, Intl.DateTimeFormat>()
const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(timeZone, clock)
  return clock
}

/** What clocks in a time zone show at a given time, as the milliseconds of that date and time in UTC. */
export function shownAt(at: number, timeZone: string): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
}

const offsetAt = (at: number, timeZone: string) => shownAt(at, timeZone) - Math.floor(at / 1_000) * 1_000

/** The local day, as its midnight in UTC. */
export const dayAt = (at: number, timeZone: string): number =>
  Math.floor(shownAt(at, timeZone) / DAY_MS) * DAY_MS

/**
 * When local clocks first show this many minutes after midnight of a day, or would have: for a time that is skipped
 * when clocks go forward, the moment of the change.
 */
export function momentOf(day: number, minutes: number, timeZone: string): number {
  const shown = day + minutes * MINUTE_MS
  // No clock is more than 14 hours from UTC, and no change is larger than a day.
  const [before, after] = [offsetAt(shown - 2 * DAY_MS, timeZone), offsetAt(shown + 2 * DAY_MS, timeZone)]
  if (before === after && offsetAt(shown - before, timeZone) === before) return shown - before
  const candidates = [...new Set([shown - before, shown - after])].sort((a, b) => a - b)
  const exact = candidates.find((at) => shownAt(at, timeZone) === shown)
  return exact ?? firstAfter(shown, timeZone)
}

/** The first moment at which local clocks show at least this time. */
function firstAfter(shown: number, timeZone: string): number {
  let [low, high] = [shown - 2 * DAY_MS, shown + 2 * DAY_MS]
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000
    if (shownAt(middle, timeZone) >= shown) high = middle
    else low = middle
  }
  return high
}
