import { Group, Input, SegmentedControl, Stack, Text } from '@mantine/core'
import type { KnowledgeBaseWeight } from '#contract/shapes/agent.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { useMessages } from '../../messages/messages.tsx'

interface WeightsFieldProps {
  knowledgeBaseIds: readonly string[]
  value: KnowledgeBaseWeight[]
  onChange: (weights: KnowledgeBaseWeight[]) => void
}

const steps = { less: 0.5, same: 1, more: 2 }
type Step = keyof typeof steps

const stepOf = (weight: number): Step => (weight < 1 ? 'less' : weight > 1 ? 'more' : 'same')

/** How much each knowledge base counts, once there are several. */
export function WeightsField({ knowledgeBaseIds, value, onChange }: WeightsFieldProps) {
  const { agents } = useMessages()
  const held = useResource(all('knowledgeBases.list')).value?.items ?? []
  const chosen = held.filter(({ id }) => knowledgeBaseIds.includes(id))
  if (chosen.length < 2) return null
  const weightOf = (id: string) => value.find(({ knowledgeBaseId }) => knowledgeBaseId === id)?.weight ?? 1
  const set = (id: string, weight: number) => {
    const others = value.filter(
      ({ knowledgeBaseId }) => knowledgeBaseId !== id && knowledgeBaseIds.includes(knowledgeBaseId),
    )
    onChange(weight === 1 ? others : [...others, { knowledgeBaseId: id, weight }])
  }
  return (
    <Input.Wrapper label={agents.weights} description={agents.weightsHint} labelElement="div">
      <Stack gap="xs" mt="xs">
        {chosen.map(({ id, name }) => (
          <Group key={id} justify="space-between" gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            <SegmentedControl
              size="xs"
              aria-label={agents.weightOf(name)}
              value={stepOf(weightOf(id))}
              onChange={(step) => set(id, steps[step as Step])}
              data={(['less', 'same', 'more'] as const).map((step) => ({
                value: step,
                label: agents.weightNames[step],
              }))}
            />
          </Group>
        ))}
      </Stack>
    </Input.Wrapper>
  )
}
