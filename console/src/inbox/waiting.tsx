import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ClockIcon } from '../look/icons.tsx'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { useSpeech } from '../words/words.tsx'
import classes from './inbox.module.css'

const LOOK_EVERY_MS = 20_000
const MINUTE_MS = 60_000
const LONG_MINUTES = 10

/** For how long somebody waits, counted on while one looks. */
export function Waiting({ since }: { since: string }) {
  const inbox = useInboxWords()
  const { locale } = useSpeech()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / MINUTE_MS))
  const time = minutes < 1 ? inbox.justNow : inWords(minutes, locale)
  return (
    <span className={classes.waiting} data-long={minutes >= LONG_MINUTES || undefined}>
      <ClockIcon size={13} />
      <span aria-hidden="true">{time}</span>
      <VisuallyHidden>{inbox.waited(time)}</VisuallyHidden>
    </span>
  )
}

/** A number of minutes as people say it, in hours or days where it is long. */
export function inWords(minutes: number, locale: string): string {
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 60 / 24), 'day']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
}
