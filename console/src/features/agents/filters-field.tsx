import { Group, Input, Stack, Text } from '@mantine/core'
import type { KnowledgeBaseFilter } from '#contract/shapes/document-filter.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { FilterChoice } from '../knowledge/filter/filter-choice.tsx'
import { useMessages } from '../../messages/messages.tsx'

interface FiltersFieldProps {
  knowledgeBaseIds: readonly string[]
  value: KnowledgeBaseFilter[]
  onChange: (filters: KnowledgeBaseFilter[]) => void
}

/** For each knowledge base, which of its documents the agent looks at. */
export function FiltersField({ knowledgeBaseIds, value, onChange }: FiltersFieldProps) {
  const { agents } = useMessages()
  const held = useResource(all('knowledgeBases.list')).value?.items ?? []
  const chosen = held.filter(({ id }) => knowledgeBaseIds.includes(id))
  if (chosen.length === 0) return null
  const set = (id: string, where: KnowledgeBaseFilter['where']) => {
    const others = value.filter(
      ({ knowledgeBaseId }) => knowledgeBaseId !== id && knowledgeBaseIds.includes(knowledgeBaseId),
    )
    onChange(where.length === 0 ? others : [...others, { knowledgeBaseId: id, where }])
  }
  return (
    <Input.Wrapper label={agents.filters} description={agents.filtersHint} labelElement="div">
      <Stack gap="xs" mt="xs">
        {chosen.map(({ id, name }) => (
          <Group key={id} justify="space-between" gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            <FilterChoice
              knowledgeBaseId={id}
              label={agents.filterOf(name)}
              value={value.find(({ knowledgeBaseId }) => knowledgeBaseId === id)?.where ?? []}
              onChange={(where) => set(id, where)}
            />
          </Group>
        ))}
      </Stack>
    </Input.Wrapper>
  )
}
