import { Group, Title } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useStore } from '../../data/store.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { IconLink } from '../../ui/icon-link.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { to } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { ConversationRows } from './conversation-rows.tsx'
import classes from './conversations-page.module.css'
import { FilterMenu } from './filter-menu.tsx'
import { FilterPills } from './filter-pills.tsx'
import { addressEnd, noFilter } from './list-filter.ts'
import { selection } from './selection/selection.ts'
import { SearchField } from './search-field.tsx'
import { useListFilter } from './use-list-filter.ts'
import { conversationList } from './listed-conversations.ts'

const ProjectRows = lazy(async () => ({
  default: (await import('./projects/project-rows.tsx')).ProjectRows,
}))

const SelectionBar = lazy(async () => ({
  default: (await import('./selection/selection-bar.tsx')).SelectionBar,
}))

/** All conversations, the latest activity first, their projects, and the search among them. */
export function ConversationList({ openId }: { openId: string | null }) {
  const t = useMessages()
  const [filter, setFilter] = useListFilter()
  const isSelecting = useStore(selection) !== null
  const page = useResource(conversationList(filter))
  const project = useResource(pages('projects.list')).value?.items.find(({ id }) => id === filter.projectId)
  const fresh = to.newConversation() + addressEnd({ ...noFilter, projectId: filter.projectId })
  return (
    <nav className={classes.list} aria-label={t.conversations.list}>
      <div className={classes.list_head}>
        <Group justify="space-between" wrap="nowrap">
          {/* On a phone the list is the page. */}
          <Title order={1} size="h4" hiddenFrom="sm">
            {t.conversations.title}
          </Title>
          <Title order={2} size="h4" visibleFrom="sm">
            {t.conversations.title}
          </Title>
          <Group gap={4} wrap="nowrap">
            <FilterMenu />
            <IconLink
              label={filter.projectId ? t.projects.freshHere : t.conversations.fresh}
              icon={PlusIcon}
              href={fresh}
            />
          </Group>
        </Group>
        <SearchField
          label={project ? t.list.searchIn(project.name) : t.conversations.search}
          search={filter.search}
          onSearch={(search) => setFilter({ search })}
        />
        <FilterPills />
        {isSelecting && (
          <Suspense>
            <SelectionBar filter={filter} />
          </Suspense>
        )}
      </div>
      <div className={classes.rows}>
        <Suspense>
          <ProjectRows filter={filter} />
        </Suspense>
        <ResourceView of={page} skeleton={<SkeletonRows count={8} height={38} />}>
          {(held) => <ConversationRows page={held} filter={filter} openId={openId} />}
        </ResourceView>
      </div>
    </nav>
  )
}
