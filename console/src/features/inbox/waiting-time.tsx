import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ClockIcon } from '../../ui/icons.tsx'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import classes from './inbox.module.css'

const LOOK_EVERY_MS = 20_000
const MINUTE_MS = 60_000
const LONG_MINUTES = 10

/** For how long somebody waits, counted on while one looks. */
export function WaitingTime({ since }: { since: string }) {
  const t = useInboxMessages()
  const { locale } = useLocale()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / MINUTE_MS))
  const time = minutes < 1 ? t.justNow : formatMinutes(minutes, locale)
  return (
    <span className={classes.waiting} data-long={minutes >= LONG_MINUTES || undefined}>
      <ClockIcon size={13} />
      <span aria-hidden="true">{time}</span>
      <VisuallyHidden>{t.waited(time)}</VisuallyHidden>
    </span>
  )
}

/** A number of minutes as people say it, in hours or days where it is long. */
export function formatMinutes(minutes: number, locale: string): string {
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 60 / 24), 'day']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
}
