import type { InboxEntry } from '#contract/shapes/inbox.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import type { InboxMessages } from '../../../messages/inbox/en.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import classes from './timeline.module.css'

/** Who had it from then on, and why, in one quiet line. */
export function HandedLine({ entry }: { entry: InboxEntry }) {
  const t = useInboxMessages()
  const why = entry.why === null ? '' : t.why[entry.why]
  return (
    <p className={classes.handed}>
      <span dir="auto">
        {[handedSentence(entry, t), why, entry.text].filter((part) => part !== '').join(' · ')}
      </span>{' '}
      <Timestamp at={entry.createdAt} />
    </p>
  )
}

/** What happened, for example "Ana took over from Ben". */
export function handedSentence({ author, from, to, why }: InboxEntry, inbox: InboxMessages): string {
  const { handed } = inbox
  const isByMember = author.kind === 'member'
  if (to?.kind === 'agent') return isByMember ? handed.toAgent(author.name) : handed.backToAgent
  // Whoever asked for a person may be signed in too.
  if (to?.kind !== 'member')
    return isByMember && why === 'queued' ? handed.putToQueue(author.name) : handed.toQueue
  const name = to.member?.name ?? ''
  if (to.member?.id !== author.id) return handed.gave(author.name, name)
  return from?.kind === 'member' && from.member ? handed.tookFrom(name, from.member.name) : handed.took(name)
}
