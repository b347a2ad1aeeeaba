import { useDocumentTitle } from '@mantine/hooks'
import { deskCounts } from '../data/desk-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { InboxIcon } from '../look/icons.tsx'
import type { Route } from '../routing/route.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { useWords } from '../words/words.tsx'
import { DeskTalk } from './desk-talk.tsx'
import { InboxList } from './inbox-list.tsx'
import classes from './inbox.module.css'
import { useInboxKeys } from './inbox-keys.ts'

type InboxRoute = Extract<Route, { name: 'inbox' | 'inbox-conversation' }>

/** Where people answer: who waits, the open conversation, and what is known of it. */
export function InboxRoom({ route }: { route: InboxRoute }) {
  const inbox = useInboxWords()
  const { general } = useWords()
  const openId = route.name === 'inbox-conversation' ? route.conversationId : null
  const waiting = useResource(deskCounts('open')).value?.unassigned ?? 0
  useDocumentTitle(`${waiting > 0 ? `(${waiting}) ` : ''}${inbox.title} · ${general.product}`)
  useInboxKeys(openId)
  return (
    <div className={classes.room} data-shows={openId === null ? 'list' : 'talk'}>
      <InboxList openId={openId} />
      {openId === null ? (
        <section className={classes.none} aria-label={inbox.talk}>
          <Empty icon={InboxIcon} title={inbox.pick} hint={inbox.pickHint} />
        </section>
      ) : (
        <DeskTalk key={openId} conversationId={openId} />
      )}
    </div>
  )
}
