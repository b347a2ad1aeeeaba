/** How often a scheduled message repeats. */
export const repeats = ['once', 'daily', 'weekdays', 'weekly', 'monthly'] as const
export type Repeat = (typeof repeats)[number]

/** The cron pattern by which a moment comes round, by the clock of this browser; null for once. */
export function patternOf(repeat: Repeat, at: Date): string | null {
  const time = `${at.getMinutes()} ${at.getHours()}`
  switch (repeat) {
    case 'once':
      return null
    case 'daily':
      return `${time} * * *`
    case 'weekdays':
      return `${time} * * 1-5`
    case 'weekly':
      return `${time} * * ${at.getDay()}`
    case 'monthly':
      return `${time} ${at.getDate()} * *`
  }
}

/** Which of these a pattern is; null for one that somebody wrote otherwise. */
export function repeatOf(pattern: string | null): Repeat | null {
  if (pattern === null) return 'once'
  if (/^\d+ \d+ \* \* \*$/.test(pattern)) return 'daily'
  if (/^\d+ \d+ \* \* 1-5$/.test(pattern)) return 'weekdays'
  if (/^\d+ \d+ \* \* \d$/.test(pattern)) return 'weekly'
  return /^\d+ \d+ \d+ \* \*$/.test(pattern) ? 'monthly' : null
}

/** A moment as a field for date and time holds it: the time of this browser, to the minute. */
export const localMinute = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
