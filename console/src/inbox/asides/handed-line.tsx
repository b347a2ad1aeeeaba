import type { DeskEntry } from '#contract/shapes/desk.ts'
import { When } from '../../look/when.tsx'
import type { InboxWords } from '../../words/inbox/en.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import classes from './asides.module.css'

/** Who had it from then on, and why, in one quiet line. */
export function HandedLine({ entry }: { entry: DeskEntry }) {
  const inbox = useInboxWords()
  const why = entry.why === null ? '' : inbox.why[entry.why]
  return (
    <p className={classes.handed}>
      <span dir="auto">
        {[handedSentence(entry, inbox), why, entry.text].filter((part) => part !== '').join(' · ')}
      </span>{' '}
      <When at={entry.createdAt} />
    </p>
  )
}

/** What happened, for example "Ana took over from Ben". */
export function handedSentence({ author, from, to, why }: DeskEntry, inbox: InboxWords): string {
  const { handed } = inbox
  const isByMember = author.kind === 'member'
  if (to?.by === 'agent') return isByMember ? handed.toAgent(author.name) : handed.backToAgent
  // Whoever asked for a person may be signed in too.
  if (to?.by !== 'member')
    return isByMember && why === 'queued' ? handed.putToQueue(author.name) : handed.toQueue
  const name = to.member?.name ?? ''
  if (to.member?.id !== author.id) return handed.gave(author.name, name)
  return from?.by === 'member' && from.member ? handed.tookFrom(name, from.member.name) : handed.took(name)
}
