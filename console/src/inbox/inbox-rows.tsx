import { Button } from '@mantine/core'
import { useEffect, type KeyboardEvent } from 'react'
import type { Page } from '#contract/page.ts'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { change } from '../data/cache.ts'
import { type DeskFilter, deskList, moreOfDesk } from '../data/desk-resources.ts'
import { Failure } from '../look/failure.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useWords } from '../words/words.tsx'
import { InboxRow } from './inbox-row.tsx'
import classes from './inbox.module.css'
import { listedAtDesk } from './inbox-keys.ts'
import { NothingHere } from './nothing-here.tsx'

interface InboxRowsProps {
  page: Page<DeskConversation>
  filter: DeskFilter
  openId: string | null
}

export function InboxRows({ page, filter, openId }: InboxRowsProps) {
  const { general } = useWords()
  const { isBusy, error, submit } = useSending(async () => {
    const more = await moreOfDesk(filter, page)
    change(deskList(filter), (held) => (held.nextCursor === page.nextCursor ? more : held))
  })
  const ids = page.items.map(({ conversation }) => conversation.id).join()
  useEffect(() => listedAtDesk.set(ids === '' ? [] : ids.split(',')), [ids])
  if (page.items.length === 0) return <NothingHere tab={filter.tab} />
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
      {error !== undefined && <Failure error={error} />}
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
