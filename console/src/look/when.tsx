import { useSpeech } from '../words/words.tsx'

const DAY_MS = 86_400_000

/** A moment: the time of today, else the date. The whole of it on hover. */
export function When({ at }: { at: string }) {
  const { locale } = useSpeech()
  const date = new Date(at)
  const now = new Date()
  const isToday = date.toDateString() === now.toDateString()
  const isThisYear = Math.abs(now.getTime() - date.getTime()) < 300 * DAY_MS
  const format: Intl.DateTimeFormatOptions = isToday
    ? { hour: '2-digit', minute: '2-digit' }
    : { day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) }
  const whole = date.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' })
  return (
    <time dateTime={at} title={whole}>
      {date.toLocaleString(locale, format)}
    </time>
  )
}
