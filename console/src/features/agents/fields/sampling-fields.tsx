import { NumberInput, SimpleGrid } from '@mantine/core'
import { useMessages } from '../../../messages/messages.tsx'
import type { AgentFields } from '../agent-fields.ts'

type Sampling = 'topP' | 'maxOutputTokens' | 'frequencyPenalty' | 'presencePenalty'

interface SamplingFieldsProps {
  value: Pick<AgentFields, Sampling>
  onChange: (change: Partial<Pick<AgentFields, Sampling>>) => void
}

const limits = {
  maxOutputTokens: { min: 1, max: 1_000_000, step: 100, decimalScale: 0 },
  topP: { min: 0.01, max: 1, step: 0.05, decimalScale: 2 },
  frequencyPenalty: { min: -2, max: 2, step: 0.1, decimalScale: 2 },
  presencePenalty: { min: -2, max: 2, step: 0.1, decimalScale: 2 },
} as const

/** What models can be told besides; an empty field leaves it to the model. */
export function SamplingFields({ value, onChange }: SamplingFieldsProps) {
  const { agents } = useMessages()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {(Object.keys(limits) as Sampling[]).map((field) => (
        <NumberInput
          key={field}
          label={agents.samplingNames[field]}
          description={agents.samplingHints[field]}
          placeholder={agents.byModel}
          value={value[field] ?? ''}
          onChange={(given) => onChange({ [field]: typeof given === 'number' ? given : null })}
          clampBehavior="strict"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...limits[field]}
        />
      ))}
    </SimpleGrid>
  )
}
