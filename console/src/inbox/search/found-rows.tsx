import { Button } from '@mantine/core'
import { useEffect } from 'react'
import type { Page } from '#contract/page.ts'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import { HighlightedText } from '../../conversations/highlighted-text.tsx'
import { change } from '../../data/cache.ts'
import { type DeskFilter, deskFound, moreFound } from '../../data/desk-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Empty } from '../../look/empty.tsx'
import { Failure } from '../../look/failure.tsx'
import { SearchIcon } from '../../look/icons.tsx'
import { Loaded, Rows } from '../../look/loaded.tsx'
import { When } from '../../look/when.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useSending } from '../../settings/use-sending.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { useWords } from '../../words/words.tsx'
import { inboxEnd } from '../inbox-filter.ts'
import { listedAtDesk } from '../inbox-keys.ts'
import inbox from '../inbox.module.css'
import classes from './search.module.css'

interface FoundProps {
  search: string
  filter: DeskFilter
  openId: string | null
}

/** Where in the desk's conversations something was said, in any tab and state. */
export const FoundRows = (props: FoundProps) => (
  <Loaded of={useResource(deskFound(props.search))} skeleton={<Rows count={6} height={76} />}>
    {(page) => <Found page={page} {...props} />}
  </Loaded>
)

function Found({ page, search, filter, openId }: FoundProps & { page: Page<ConversationHit> }) {
  const { general, conversations } = useWords()
  const { isBusy, error, submit } = useSending(async () => {
    const more = await moreFound(search, page)
    change(deskFound(search), (held) => (held.nextCursor === page.nextCursor ? more : held))
  })
  const ids = page.items.map(({ conversation }) => conversation.id).join()
  useEffect(() => listedAtDesk.set(ids === '' ? [] : ids.split(',')), [ids])
  if (page.items.length === 0)
    return (
      <Empty icon={SearchIcon} title={conversations.noneFound} hint={conversations.noneFoundHint(search)} />
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
      {error !== undefined && <Failure error={error} />}
      {page.nextCursor !== null && (
        <Button variant="subtle" fullWidth loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}

/** A conversation in which it was said, and the lines of it; each leads to its place. */
function FoundRow({ hit, filter, isOpen }: { hit: ConversationHit; filter: DeskFilter; isOpen: boolean }) {
  const { untitled } = useInboxWords()
  const { conversation, title, messages } = hit
  const address = (messageId?: string) =>
    to.atDesk(conversation.id) + inboxEnd(filter, messageId === undefined ? {} : { message: messageId })
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
          <When at={conversation.updatedAt} />
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
