import { Group, Input, Stack, Text } from '@mantine/core'
import type { SourceFilter } from '#contract/shapes/document-filter.ts'
import { sources } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { FilterChoice } from '../knowledge/filter/filter-choice.tsx'
import { useWords } from '../words/words.tsx'

interface FiltersFieldProps {
  sourceIds: readonly string[]
  value: SourceFilter[]
  onChange: (filters: SourceFilter[]) => void
}

/** For each source, which of its documents the agent looks at. */
export function FiltersField({ sourceIds, value, onChange }: FiltersFieldProps) {
  const { agents } = useWords()
  const held = useResource(sources).value?.items ?? []
  const chosen = held.filter(({ id }) => sourceIds.includes(id))
  if (chosen.length === 0) return null
  const set = (id: string, where: SourceFilter['where']) => {
    const others = value.filter(({ sourceId }) => sourceId !== id && sourceIds.includes(sourceId))
    onChange(where.length === 0 ? others : [...others, { sourceId: id, where }])
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
              sourceId={id}
              label={agents.filterOf(name)}
              value={value.find(({ sourceId }) => sourceId === id)?.where ?? []}
              onChange={(where) => set(id, where)}
            />
          </Group>
        ))}
      </Stack>
    </Input.Wrapper>
  )
}
