import { Stack, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useWords } from '../words/words.tsx'
import type { AgentDraft } from './agent-draft.ts'
import type { AgentFields } from './agent-fields.ts'
import { ClaimsField } from './claims-field.tsx'
import { ModelField } from './model-field.tsx'
import { SourcesField } from './sources-field.tsx'
import { TemperatureField } from './temperature-field.tsx'
import { ToolsField } from './tools-field.tsx'
import { WeightsField } from './weights-field.tsx'

interface AgentFormProps {
  /** Names the form for the button that saves it, which stands outside. */
  id: string
  draft: AgentDraft
  /** What was not accepted, by field. */
  refused: Partial<Record<keyof AgentFields, string>>
  isNew: boolean
  onSave: () => void
}

const INSTRUCTIONS_MAX = 20_000
const NEAR_THE_END = 0.9

/** Who an agent is, what it knows and which model speaks. */
export function AgentForm({ id, draft: { fields, set }, refused, isNew, onSave }: AgentFormProps) {
  const { agents, general } = useWords()
  const { length } = fields.instructions
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave()
  }
  return (
    <form id={id} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <TextInput
          label={general.name}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={refused.name}
          maxLength={100}
          required
          autoFocus={isNew}
          dir="auto"
        />
        <Textarea
          label={agents.instructions}
          description={agents.instructionsHint}
          value={fields.instructions}
          onChange={(event) => set({ instructions: event.currentTarget.value })}
          error={
            refused.instructions ??
            (length > INSTRUCTIONS_MAX * NEAR_THE_END && agents.room(INSTRUCTIONS_MAX - length))
          }
          maxLength={INSTRUCTIONS_MAX}
          autosize
          minRows={5}
          maxRows={20}
          dir="auto"
        />
        <SourcesField
          value={fields.sourceIds}
          onChange={(sourceIds) => set({ sourceIds })}
          error={refused.sourceIds}
        />
        <WeightsField
          sourceIds={fields.sourceIds}
          value={fields.sourceWeights}
          onChange={(sourceWeights) => set({ sourceWeights })}
        />
        {fields.sourceIds.length > 0 && (
          <ClaimsField
            value={fields.unsupportedClaims}
            onChange={(unsupportedClaims) => set({ unsupportedClaims })}
          />
        )}
        <ModelField value={fields.model} onChange={(model) => set({ model })} error={refused.model} />
        <TemperatureField value={fields.temperature} onChange={(temperature) => set({ temperature })} />
        <ToolsField value={fields.tools} onChange={(tools) => set({ tools })} />
      </Stack>
    </form>
  )
}
