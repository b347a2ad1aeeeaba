import { Button } from '@mantine/core'
import { Empty } from '../look/empty.tsx'
import { ArchiveIcon, FilterIcon, FolderIcon, SearchIcon, StarIcon, TalkIcon } from '../look/icons.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { addressEnd, isFiltered, noFilter, type ListFilter } from './list-filter.ts'
import { useListFilter } from './use-list-filter.ts'

/** Says why the list is empty, and what to do about it. */
export function NoConversations({ filter }: { filter: ListFilter }) {
  const { conversations, list, projects } = useWords()
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
      <Empty icon={SearchIcon} title={conversations.noneFound} hint={conversations.noneFoundHint(search)}>
        {isFiltered(filter) && everything}
      </Empty>
    )
  if (isFiltered(rest) || (show !== 'all' && projectId !== ''))
    return (
      <Empty icon={FilterIcon} title={list.noneLikeThis} hint={list.noneLikeThisHint}>
        {everything}
      </Empty>
    )
  if (show === 'starred')
    return <Empty icon={StarIcon} title={list.noneStarred} hint={list.noneStarredHint} />
  if (show === 'archived')
    return <Empty icon={ArchiveIcon} title={list.noneArchived} hint={list.noneArchivedHint} />
  const isProject = projectId !== ''
  return (
    <Empty
      icon={isProject ? FolderIcon : TalkIcon}
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
    </Empty>
  )
}
