import { Button } from '@mantine/core'
import { useEffect } from 'react'
import type { Page } from '#contract/page.ts'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import { HighlightedText } from '../../../ui/highlighted-text.tsx'
import type { InboxFilter } from '../inbox-filter.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { SearchIcon } from '../../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../../ui/resource-view.tsx'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { inboxEnd } from '../inbox-filter.ts'
import { listedInInbox } from '../inbox-keys.ts'
import inbox from '../inbox.module.css'
import classes from './search.module.css'

interface FoundProps {
  search: string
  filter: InboxFilter
  openId: string | null
}

/** Where in inbox conversations something was said, in any view and state. */
export const SearchResults = (props: FoundProps) => (
  <ResourceView
    of={useResource(pages('conversations.search', { whose: 'inbox', query: props.search }))}
    skeleton={<SkeletonRows count={6} height={76} />}
  >
    {(page) => <Found page={page} {...props} />}
  </ResourceView>
)

function Found({ page, search, filter, openId }: FoundProps & { page: Page<ConversationHit> }) {
  const { general, conversations } = useMessages()
  const { isBusy, error, submit } = useFormSubmit(() =>
    pages('conversations.search', { whose: 'inbox', query: search }).more(page),
  )
  const ids = page.items.map(({ conversation }) => conversation.id).join()
  useEffect(() => listedInInbox.set(ids === '' ? [] : ids.split(',')), [ids])
  if (page.items.length === 0)
    return (
      <EmptyState
        icon={SearchIcon}
        title={conversations.noneFound}
        hint={conversations.noneFoundHint(search)}
      />
    )
  return (
    <>
      <ul className={inbox.plain}>
        {page.items.map((hit) => (
          <FoundRow
            key={hit.conversation.id}
            hit={hit}
            filter={filter}
            isOpen={hit.conversation.id === openId}
          />
        ))}
      </ul>
      {error !== undefined && <ErrorState error={error} />}
      {page.nextCursor !== null && (
        <Button variant="subtle" fullWidth loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}

/** A conversation in which it was said, and the lines of it; each leads to its place. */
function FoundRow({ hit, filter, isOpen }: { hit: ConversationHit; filter: InboxFilter; isOpen: boolean }) {
  const { untitled } = useInboxMessages()
  const { conversation, title, messages } = hit
  const address = (messageId?: string) =>
    to.inboxConversation(conversation.id) +
    inboxEnd(filter, messageId === undefined ? {} : { message: messageId })
  return (
    <li className={inbox.row} data-open={isOpen || undefined}>
      <Link
        className={classes.head}
        href={address(title.ranges.length === 0 ? messages[0]?.messageId : undefined)}
        aria-current={isOpen ? 'page' : undefined}
      >
        <span className={inbox.row_name} dir="auto">
          {title.text === '' ? untitled : <HighlightedText {...title} />}
        </span>
        <span className={inbox.row_when}>
          <Timestamp at={conversation.updatedAt} />
        </span>
      </Link>
      {messages.map(({ messageId, excerpt }) => (
        <Link key={messageId} className={classes.excerpt} href={address(messageId)} dir="auto">
          <HighlightedText {...excerpt} />
        </Link>
      ))}
    </li>
  )
}
