import { Button } from '@mantine/core'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ArchiveIcon, FilterIcon, FolderIcon, SearchIcon, StarIcon, ChatIcon } from '../../ui/icons.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { addressEnd, isFiltered, noFilter, type ListFilter } from './list-filter.ts'
import { useListFilter } from './use-list-filter.ts'

/** Says why the list is empty, and what to do about it. */
export function NoConversations({ filter }: { filter: ListFilter }) {
  const { conversations, list, projects } = useMessages()
  const [, setFilter] = useListFilter()
  const { search, show, projectId } = filter
  const rest = { ...filter, show: 'all' as const, projectId: '', search: '' }
  const everything = (
    <Button variant="default" size="xs" onClick={() => setFilter({ ...noFilter, search })}>
      {list.clearAll}
    </Button>
  )
  if (search !== '')
    return (
      <EmptyState
        icon={SearchIcon}
        title={conversations.noneFound}
        hint={conversations.noneFoundHint(search)}
      >
        {isFiltered(filter) && everything}
      </EmptyState>
    )
  if (isFiltered(rest) || (show !== 'all' && projectId !== ''))
    return (
      <EmptyState icon={FilterIcon} title={list.noneLikeThis} hint={list.noneLikeThisHint}>
        {everything}
      </EmptyState>
    )
  if (show === 'starred')
    return <EmptyState icon={StarIcon} title={list.noneStarred} hint={list.noneStarredHint} />
  if (show === 'archived')
    return <EmptyState icon={ArchiveIcon} title={list.noneArchived} hint={list.noneArchivedHint} />
  const isProject = projectId !== ''
  return (
    <EmptyState
      icon={isProject ? FolderIcon : ChatIcon}
      title={isProject ? projects.empty : conversations.none}
      hint={isProject ? projects.emptyHint : conversations.noneHint}
    >
      <Button
        component={Link}
        href={to.newConversation() + addressEnd({ ...noFilter, projectId })}
        {...(!isProject && { hiddenFrom: 'sm' })}
      >
        {isProject ? projects.freshHere : conversations.fresh}
      </Button>
    </EmptyState>
  )
}
