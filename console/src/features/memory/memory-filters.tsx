import { Group, Select, TextInput } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { SearchIcon } from '../../ui/icons.tsx'
import { useFilter } from '../../routing/location.ts'
import { useMemoryMessages } from '../../messages/memory/memory-messages.ts'

/** Whose memory, and which words; both are part of the address. */
export function MemoryFilters() {
  const { memory } = useMemoryMessages()
  const [agentId, setAgent] = useFilter('agent')
  const [search, setSearch] = useFilter('search')
  const known = useResource(all('agents.list')).value?.items ?? []
  const consents = [
    { value: '', label: memory.everyAgent },
    ...known.map(({ id, name }) => ({ value: id, label: name })),
    // One that was retired still knows what it knew.
    ...(agentId && !known.some(({ id }) => id === agentId) ? [{ value: agentId, label: '…' }] : []),
  ]
  return (
    <Group gap="sm">
      <TextInput
        flex="2 1 16rem"
        type="search"
        aria-label={memory.search}
        placeholder={memory.search}
        leftSection={<SearchIcon size={16} />}
        value={search}
        maxLength={200}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Select
        flex="1 1 12rem"
        aria-label={memory.agent}
        data={consents}
        value={agentId}
        onChange={(value) => setAgent(value ?? '')}
        allowDeselect={false}
        searchable={known.length > 10}
      />
    </Group>
  )
}
