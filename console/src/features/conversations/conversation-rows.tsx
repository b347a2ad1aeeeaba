import { Button, Skeleton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Page } from '#contract/page.ts'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useMessages } from '../../messages/messages.tsx'
import { ConversationRow } from './conversation-row.tsx'
import classes from './conversations-page.module.css'
import type { ListFilter } from './list-filter.ts'
import { conversationList, listedIds } from './listed-conversations.ts'
import { NoConversations } from './no-conversations.tsx'

interface ConversationRowsProps {
  page: Page<ConversationHit>
  filter: ListFilter
  openId: string | null
}

export function ConversationRows({ page, filter, openId }: ConversationRowsProps) {
  const hidden = useStore(removing)
  const shown = page.items.filter(({ conversation }) => !hidden.has(conversation.id))
  const ids = shown.map(({ conversation }) => conversation.id).join()
  useEffect(() => listedIds.set(ids === '' ? [] : ids.split(',')), [ids])
  if (shown.length === 0 && page.nextCursor === null) return <NoConversations filter={filter} />
  return (
    <ul className={classes.plain}>
      {shown.map((hit) => (
        <ConversationRow
          key={hit.conversation.id}
          hit={hit}
          filter={filter}
          isOpen={hit.conversation.id === openId}
        />
      ))}
      {page.nextCursor !== null && <More key={page.nextCursor} page={page} filter={filter} />}
    </ul>
  )
}

/** Fetches the next page as soon as its place comes into view; what failed waits for a click. */
function More({ page, filter }: Pick<ConversationRowsProps, 'page' | 'filter'>) {
  const { general } = useMessages()
  const place = useRef<HTMLLIElement>(null)
  const [isFailed, setFailed] = useState(false)
  const [isWanted, setWanted] = useState(false)
  useEffect(() => {
    const watcher = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) setWanted(true)
      },
      { rootMargin: '300px' },
    )
    if (place.current) watcher.observe(place.current)
    return () => watcher.disconnect()
  }, [])
  useEffect(() => {
    if (!isWanted) return
    setWanted(false)
    conversationList(filter)
      .more(page)
      .catch(() => setFailed(true))
  }, [isWanted, filter, page])
  return (
    <li ref={place} className={classes.more}>
      {isFailed ? (
        <Button
          variant="subtle"
          size="xs"
          fullWidth
          onClick={() => {
            setFailed(false)
            setWanted(true)
          }}
        >
          {general.showMore}
        </Button>
      ) : (
        <Skeleton height={34} radius="md" aria-hidden="true" />
      )}
    </li>
  )
}
