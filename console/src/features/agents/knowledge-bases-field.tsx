import { Group, Input, MultiSelect, Text } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'

interface KnowledgeBasesFieldProps {
  value: string[]
  onChange: (knowledgeBaseIds: string[]) => void
  error?: string | undefined
}

/** Where the agent looks answers up. */
export function KnowledgeBasesField({ value, onChange, error }: KnowledgeBasesFieldProps) {
  const { agents } = useMessages()
  const held = useResource(all('knowledgeBases.list'))
  if (held.value?.items.length === 0)
    return (
      <Input.Wrapper label={agents.knowledgeBases} labelElement="div">
        <Group gap="xs">
          <Text size="sm" c="var(--quiet)">
            {agents.noKnowledgeBases}
          </Text>
          <Link href={to.knowledge}>{agents.makeKnowledgeBase}</Link>
        </Group>
      </Input.Wrapper>
    )
  return (
    <MultiSelect
      label={agents.knowledgeBases}
      description={agents.knowledgeBasesHint}
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
