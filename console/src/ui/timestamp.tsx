import { useLocale } from '../messages/messages.tsx'

const DAY_MS = 86_400_000

/** A moment: the time of today, else the date. The whole of it on hover. */
export function Timestamp({ at }: { at: string }) {
  const { locale } = useLocale()
  const date = new Date(at)
  const now = new Date()
  const isToday = date.toDateString() === now.toDateString()
  const isThisYear = Math.abs(now.getTime() - date.getTime()) < 300 * DAY_MS
  const short = isToday ? 'time' : isThisYear ? 'day' : 'year'
  return (
    <time dateTime={at} title={formatterOf(locale, 'whole').format(date)}>
      {formatterOf(locale, short).format(date)}
    </time>
  )
}

const formats = {
  time: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  whole: { dateStyle: 'full', timeStyle: 'short' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter takes longer than all that one is used for, so each is made once. */
const formatterOf = (locale: string, format: keyof typeof formats): Intl.DateTimeFormat => {
  const key = `${locale} ${format}`
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, formats[format])
  formatters.set(key, formatter)
  return formatter
}
