import { useEffect, useState } from 'react'
import { deskTeams } from '../../data/team-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { AlertIcon, ClockIcon } from '../../look/icons.tsx'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { useSpeech } from '../../words/words.tsx'
import { inWords } from '../waiting.tsx'
import classes from './teams.module.css'
import { nextDue } from './next-due.ts'

const LOOK_EVERY_MS = 20_000

/** When a conversation has to be answered or settled, counted on while one looks; in words and colour. */
export function DueMark({ conversationId }: { conversationId: string }) {
  const inbox = useInboxWords()
  const { locale } = useSpeech()
  const items = useResource(deskTeams).value?.items ?? []
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const clocks = items.find((one) => one.conversationId === conversationId)?.clocks ?? []
  const due = nextDue(clocks, now)
  if (!due) return null
  const time = inWords(due.minutes, locale)
  const Icon = due.state === 'fine' ? ClockIcon : AlertIcon
  const words = due.kind === 'resolution' ? inbox.settle : inbox.answerBy
  return (
    <span className={classes.due} data-state={due.state}>
      <Icon size={13} />
      {due.state === 'late' ? words.late(time) : words.due(time)}
    </span>
  )
}
