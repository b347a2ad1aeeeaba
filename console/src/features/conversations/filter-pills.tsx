import { Group, Pill } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { all, pages } from '../../data/resource.ts'
import { useMessages } from '../../messages/messages.tsx'
import { type ListFilter } from './list-filter.ts'
import { useListFilter } from './use-list-filter.ts'

/** The filters that hold, each with the way to take it away. */
export function FilterPills() {
  const { list } = useMessages()
  const [filter, setFilter] = useListFilter()
  const project = useResource(pages('projects.list')).value?.items.find(({ id }) => id === filter.projectId)
  const agent = useResource(all('agents.list')).value?.items.find(({ id }) => id === filter.agentId)
  const whose = { all: list.everybody, inbox: list.inbox }
  const holding: [string | undefined, Partial<ListFilter>][] = [
    [filter.show === 'all' ? undefined : list[filter.show], { show: 'all' }],
    [filter.whose === 'own' ? undefined : whose[filter.whose], { whose: 'own' }],
    [filter.projectId ? (project?.name ?? '…') : undefined, { projectId: '' }],
    [filter.agentId ? (agent?.name ?? '…') : undefined, { agentId: '' }],
  ]
  const shown = holding.filter(([name]) => name !== undefined)
  if (shown.length === 0) return null
  return (
    <Group gap={6}>
      {shown.map(([name = '', without]) => (
        <Pill
          key={name}
          withRemoveButton
          onRemove={() => setFilter(without)}
          removeButtonProps={{ 'aria-label': list.clear(name), tabIndex: 0, 'aria-hidden': false }}
        >
          {name}
        </Pill>
      ))}
    </Group>
  )
}
