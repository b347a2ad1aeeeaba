import { useEffect, useState } from 'react'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { AlertIcon, ClockIcon } from '../../../ui/icons.tsx'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { formatMinutes } from '../waiting-time.tsx'
import classes from './teams.module.css'
import { nextDue } from './next-due.ts'

const LOOK_EVERY_MS = 20_000

/** When a conversation has to be answered or settled, counted on while one looks; in words and colour. */
export function DueBadge({ conversationId }: { conversationId: string }) {
  const t = useInboxMessages()
  const { locale } = useLocale()
  const items = useResource(resource('teams.inInbox')).value?.items ?? []
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const slaTimers = items.find((one) => one.conversationId === conversationId)?.slaTimers ?? []
  const due = nextDue(slaTimers, now)
  if (!due) return null
  const time = formatMinutes(due.minutes, locale)
  const Icon = due.state === 'fine' ? ClockIcon : AlertIcon
  const labels = due.kind === 'resolution' ? t.settle : t.answerBy
  return (
    <span className={classes.due} data-state={due.state}>
      <Icon size={13} />
      {due.state === 'late' ? labels.late(time) : labels.due(time)}
    </span>
  )
}
