import { Group, TextInput, Title } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useResource } from '../data/use-resource.ts'
import { IconLink } from '../look/icon-link.tsx'
import { PlusIcon, SearchIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { ConversationRows } from './conversation-rows.tsx'
import classes from './conversations-room.module.css'
import { FilterMenu } from './filter-menu.tsx'
import { FilterPills } from './filter-pills.tsx'
import { addressEnd, noFilter } from './list-filter.ts'
import { useListFilter } from './use-list-filter.ts'
import { conversationList } from './listed.ts'

const ProjectRows = lazy(async () => ({
  default: (await import('../projects/project-rows.tsx')).ProjectRows,
}))

const TYPING_MS = 250
/** Where the search is typed; shortcuts lead there. */
export const SEARCH_ID = 'conversation-search'

/** All conversations, the latest activity first, their projects, and the search among them. */
export function ConversationList({ openId }: { openId: string | null }) {
  const words = useWords()
  const [filter, setFilter] = useListFilter()
  const page = useResource(conversationList(filter))
  const fresh = to.newConversation() + addressEnd({ ...noFilter, projectId: filter.projectId })
  return (
    <nav className={classes.list} aria-label={words.conversations.list}>
      <div className={classes.list_head}>
        <Group justify="space-between" wrap="nowrap">
          {/* On a phone the list is the page. */}
          <Title order={1} size="h4" hiddenFrom="sm">
            {words.conversations.title}
          </Title>
          <Title order={2} size="h4" visibleFrom="sm">
            {words.conversations.title}
          </Title>
          <Group gap={4} wrap="nowrap">
            <FilterMenu />
            <IconLink
              label={filter.projectId ? words.projects.freshHere : words.conversations.fresh}
              icon={PlusIcon}
              href={fresh}
            />
          </Group>
        </Group>
        <SearchField search={filter.search} onSearch={(search) => setFilter({ search })} />
        <FilterPills />
      </div>
      <div className={classes.rows}>
        <Suspense>
          <ProjectRows filter={filter} />
        </Suspense>
        <Loaded of={page} skeleton={<Rows count={8} height={38} />}>
          {(held) => <ConversationRows page={held} filter={filter} openId={openId} />}
        </Loaded>
      </div>
    </nav>
  )
}

/** The search as it is typed. It is looked for when the typing rests, and never in the middle of a composed word. */
function SearchField({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const { conversations } = useWords()
  const [typed, setTyped] = useState(search)
  const [seen, setSeen] = useState(search)
  const [isComposing, setComposing] = useState(false)
  // The address may change without any typing: by a link, or by going back.
  if (seen !== search) {
    setSeen(search)
    if (typed.trim() !== search) setTyped(search)
  }
  useEffect(() => {
    if (isComposing || typed.trim() === search) return
    const timer = setTimeout(onSearch, TYPING_MS, typed.trim())
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      id={SEARCH_ID}
      size="sm"
      type="search"
      aria-label={conversations.search}
      placeholder={conversations.search}
      leftSection={<SearchIcon size={16} />}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  )
}
