import { Cron } from 'croner'

/** Times when nobody may write first, in minutes after midnight of the person's local day. Equal ends: never quiet. */
export interface QuietHours {
  readonly timeZone: string
  readonly from: number
  readonly to: number
}

/** The local minute of the day. */
function minuteOfDay(now: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return numberOf('hour') * 60 + numberOf('minute')
}

/** When the current quiet hours end; null outside of them. */
export function quietUntil(now: Date, { timeZone, from, to }: QuietHours): Date | null {
  const minute = minuteOfDay(now, timeZone)
  const isQuiet = from <= to ? from <= minute && minute < to : minute >= from || minute < to
  if (!isQuiet) return null
  const pattern = `${to % 60} ${Math.floor(to / 60)} * * *`
  return new Cron(pattern, { timezone: timeZone }).nextRun(now)
}

/** `22:30` as minutes after midnight. */
export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Minutes after midnight as `22:30`. */
export const timeOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((number) => String(number).padStart(2, '0')).join(':')
