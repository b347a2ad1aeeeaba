import { Group, Input, MultiSelect, Text } from '@mantine/core'
import { sources } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'

interface SourcesFieldProps {
  value: string[]
  onChange: (sourceIds: string[]) => void
  error?: string | undefined
}

/** Where the agent looks answers up. */
export function SourcesField({ value, onChange, error }: SourcesFieldProps) {
  const { agents } = useWords()
  const held = useResource(sources)
  if (held.value?.items.length === 0)
    return (
      <Input.Wrapper label={agents.sources} labelElement="div">
        <Group gap="xs">
          <Text size="sm" c="var(--quiet)">
            {agents.noSources}
          </Text>
          <Link href={to.knowledge}>{agents.makeSource}</Link>
        </Group>
      </Input.Wrapper>
    )
  return (
    <MultiSelect
      label={agents.sources}
      description={agents.sourcesHint}
      data={held.value?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      value={held.value ? value : []}
      onChange={onChange}
      error={error}
      maxValues={50}
      searchable
      clearable
      disabled={!held.value}
    />
  )
}
