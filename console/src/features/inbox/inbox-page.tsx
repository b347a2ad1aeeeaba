import { useDocumentTitle } from '@mantine/hooks'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InboxIcon } from '../../ui/icons.tsx'
import type { Route } from '../../routing/route.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { useMessages } from '../../messages/messages.tsx'
import { InboxTalk } from './inbox-talk.tsx'
import { InboxList } from './inbox-list.tsx'
import classes from './inbox.module.css'
import { useInboxKeys } from './inbox-keys.ts'

type InboxRoute = Extract<Route, { name: 'inbox' | 'inbox-conversation' }>

/** Where people answer: who waits, the open conversation, and what is known of it. */
export function InboxPage({ route }: { route: InboxRoute }) {
  const t = useInboxMessages()
  const { general } = useMessages()
  const openId = route.name === 'inbox-conversation' ? route.conversationId : null
  const waiting = useResource(resource('inbox.counts', { state: 'open' })).value?.unassigned ?? 0
  useDocumentTitle(`${waiting > 0 ? `(${waiting}) ` : ''}${t.title} · ${general.product}`)
  useInboxKeys(openId)
  return (
    <div className={classes.layout} data-shows={openId === null ? 'list' : 'talk'}>
      <InboxList openId={openId} />
      {openId === null ? (
        <section className={classes.none} aria-label={t.talk}>
          <EmptyState icon={InboxIcon} title={t.pick} hint={t.pickHint} />
        </section>
      ) : (
        <InboxTalk key={openId} conversationId={openId} />
      )}
    </div>
  )
}
