import { Button } from '@mantine/core'
import { useEffect, type KeyboardEvent } from 'react'
import type { Page } from '#contract/page.ts'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import type { InboxFilter } from './inbox-filter.ts'
import { inboxList } from './inbox-pages.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMessages } from '../../messages/messages.tsx'
import { InboxRow } from './inbox-row.tsx'
import classes from './inbox.module.css'
import { listedInInbox } from './inbox-keys.ts'
import { InboxEmptyState } from './inbox-empty-state.tsx'

interface InboxRowsProps {
  page: Page<InboxConversation>
  filter: InboxFilter
  openId: string | null
}

export function InboxRows({ page, filter, openId }: InboxRowsProps) {
  const { general } = useMessages()
  const { isBusy, error, submit } = useFormSubmit(() => inboxList(filter).more(page))
  const ids = page.items.map(({ conversation }) => conversation.id).join()
  useEffect(() => listedInInbox.set(ids === '' ? [] : ids.split(',')), [ids])
  if (page.items.length === 0) return <InboxEmptyState view={filter.view} />
  return (
    <>
      {/* The links take the keys; the list only says where they lead. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className={classes.plain} onKeyDown={walk}>
        {page.items.map((one) => (
          <InboxRow
            key={one.conversation.id}
            one={one}
            filter={filter}
            isOpen={one.conversation.id === openId}
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

/** Up and down go from row to row. */
function walk(event: KeyboardEvent<HTMLUListElement>) {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (by === 0) return
  const links = [...event.currentTarget.querySelectorAll('a')]
  const at = links.findIndex((link) => link === document.activeElement)
  const next = links[at + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}
