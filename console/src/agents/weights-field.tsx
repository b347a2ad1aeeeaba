import { Group, Input, SegmentedControl, Stack, Text } from '@mantine/core'
import type { SourceWeight } from '#contract/shapes/agent.ts'
import { sources } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { useWords } from '../words/words.tsx'

interface WeightsFieldProps {
  sourceIds: readonly string[]
  value: SourceWeight[]
  onChange: (weights: SourceWeight[]) => void
}

const steps = { less: 0.5, same: 1, more: 2 }
type Step = keyof typeof steps

const stepOf = (weight: number): Step => (weight < 1 ? 'less' : weight > 1 ? 'more' : 'same')

/** How much each source counts, once there are several. */
export function WeightsField({ sourceIds, value, onChange }: WeightsFieldProps) {
  const { agents } = useWords()
  const held = useResource(sources).value?.items ?? []
  const chosen = held.filter(({ id }) => sourceIds.includes(id))
  if (chosen.length < 2) return null
  const weightOf = (id: string) => value.find(({ sourceId }) => sourceId === id)?.weight ?? 1
  const set = (id: string, weight: number) => {
    const others = value.filter(({ sourceId }) => sourceId !== id && sourceIds.includes(sourceId))
    onChange(weight === 1 ? others : [...others, { sourceId: id, weight }])
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
