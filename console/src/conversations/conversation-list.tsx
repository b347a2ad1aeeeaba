import { Button, Group, TextInput, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Page } from '#contract/page.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { change } from '../data/cache.ts'
import { useCell } from '../data/cell.ts'
import { loadMore } from '../data/pages.ts'
import { removing } from '../data/removals.ts'
import { conversations, pageOfConversations } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { IconLink } from '../look/icon-link.tsx'
import { PlusIcon, SearchIcon, TalkIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { Link } from '../routing/link.tsx'
import { useFilter } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { ConversationRow } from './conversation-row.tsx'
import classes from './conversations-room.module.css'

const TYPING_MS = 250

/** All conversations, newest first, and the search among them. */
export function ConversationList({ openId }: { openId: string | null }) {
  const words = useWords()
  const [search, setSearch] = useFilter('search')
  const [typed, setTyped] = useState(search)
  useEffect(() => {
    if (typed === search) return
    const timer = setTimeout(setSearch, TYPING_MS, typed.trim())
    return () => clearTimeout(timer)
  })
  const page = useResource(conversations(search))

  return (
    <nav className={classes.list} aria-label={words.conversations.list}>
      <div className={classes.list_head}>
        <Group justify="space-between" wrap="nowrap">
          <Title order={1} size="h4">
            {words.conversations.title}
          </Title>
          <IconLink label={words.conversations.fresh} icon={PlusIcon} href={to.newConversation()} />
        </Group>
        <TextInput
          size="sm"
          type="search"
          aria-label={words.conversations.search}
          placeholder={words.conversations.search}
          leftSection={<SearchIcon size={16} />}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <ul className={classes.rows}>
        <Loaded of={page} skeleton={<Rows count={8} height={38} />}>
          {(held) => <ConversationRows page={held} search={search} openId={openId} />}
        </Loaded>
      </ul>
    </nav>
  )
}

interface ConversationRowsProps {
  page: Page<Conversation>
  search: string
  openId: string | null
}

function ConversationRows({ page, search, openId }: ConversationRowsProps) {
  const words = useWords()
  const hidden = useCell(removing)
  const shown = page.items.filter(({ id }) => !hidden.has(id))
  const unroll = async () => {
    const more = await loadMore((next) => pageOfConversations(search, next), page)
    change(conversations(search), () => more)
  }
  if (shown.length === 0 && search !== '')
    return (
      <Empty
        icon={SearchIcon}
        title={words.conversations.noneFound}
        hint={words.conversations.noneFoundHint(search)}
      />
    )
  if (shown.length === 0)
    return (
      <Empty icon={TalkIcon} title={words.conversations.none} hint={words.conversations.noneHint}>
        <Button component={Link} href={to.newConversation()} hiddenFrom="sm">
          {words.conversations.fresh}
        </Button>
      </Empty>
    )
  return (
    <>
      {shown.map((conversation) => (
        <ConversationRow
          key={conversation.id}
          conversation={conversation}
          isOpen={conversation.id === openId}
        />
      ))}
      {page.nextCursor !== null && (
        <li>
          <Button variant="subtle" size="xs" fullWidth onClick={unroll}>
            {words.general.showMore}
          </Button>
        </li>
      )}
    </>
  )
}
