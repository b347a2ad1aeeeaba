import { Accordion, Stack, Switch, Textarea, TextInput, NumberInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import { UnsupportedClaimsField } from './unsupported-claims-field.tsx'
import { FiltersField } from './filters-field.tsx'
import { TransferTargetsField } from './fields/transfer-targets-field.tsx'
import { ExamplesField } from './fields/examples-field.tsx'
import { SamplingFields } from './fields/sampling-fields.tsx'
import { ToneField } from './fields/tone-field.tsx'
import { ModelField } from './model-field.tsx'
import { KnowledgeBasesField } from './knowledge-bases-field.tsx'
import { TemperatureField } from './temperature-field.tsx'
import { ToolsField } from './tools-field.tsx'
import { LazyAgentRules } from '../tools/rules/lazy-agent-rules.tsx'
import type { AgentForm as FormState } from './use-agent-form.ts'
import { WeightsField } from './weights-field.tsx'

interface AgentFormProps {
  /** Names the form for the button that stands outside. */
  id: string
  form: FormState
  /** The agent, or `new`. */
  place: string
  onSubmit: () => void
}

const INSTRUCTIONS_MAX = 20_000
const NEAR_THE_END = 0.9

/** Who an agent is, what it knows and which model speaks. */
export function AgentForm({ id, form: { fields, set, refused }, place, onSubmit }: AgentFormProps) {
  const { agents, general } = useMessages()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
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
          autoFocus={place === 'new'}
          dir="auto"
        />
        <InstructionsField {...{ fields, set, refused }} />
        <ToneField value={fields.tone} onChange={(tone) => set({ tone })} />
        <ExamplesField value={fields.examples} onChange={(examples) => set({ examples })} />
        <KnowledgeFields {...{ fields, set, refused }} />
        <ModelField value={fields.model} onChange={(model) => set({ model })} error={refused.model} />
        <TemperatureField value={fields.temperature} onChange={(temperature) => set({ temperature })} />
        <ToolsField value={fields.tools} onChange={(tools) => set({ tools })} />
        {place !== 'new' && fields.tools.length > 0 && <LazyAgentRules agentId={place} />}
        <Switch
          label={agents.remembers}
          description={agents.remembersHint}
          checked={fields.remembers}
          onChange={(event) => set({ remembers: event.currentTarget.checked })}
        />
        <TransferTargetsField
          agentId={place}
          value={fields.transferTargetIds}
          onChange={(transferTargetIds) => set({ transferTargetIds })}
        />
        <Switch
          label={agents.splitReplies}
          description={agents.splitRepliesHint}
          checked={fields.splitReplies}
          onChange={(event) => set({ splitReplies: event.currentTarget.checked })}
        />
        <NumberInput
          label={agents.summaryEvery}
          description={agents.summaryEveryHint}
          placeholder={agents.byServer}
          value={fields.summaryEvery ?? ''}
          onChange={(given) => set({ summaryEvery: typeof given === 'number' ? given : null })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          clampBehavior="strict"
          min={0}
          max={200}
          allowDecimal={false}
          maw={260}
        />
        <Accordion variant="separated" chevronPosition="left">
          <Accordion.Item value="sampling">
            <Accordion.Control>{agents.sampling}</Accordion.Control>
            <Accordion.Panel>
              <SamplingFields value={fields} onChange={set} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Stack>
    </form>
  )
}

type PartProps = Pick<FormState, 'fields' | 'set' | 'refused'>

function InstructionsField({ fields, set, refused }: PartProps) {
  const { agents } = useMessages()
  const { length } = fields.instructions
  return (
    <Textarea
      label={agents.instructions}
      description={agents.instructionsHint}
      value={fields.instructions}
      onChange={(event) => set({ instructions: event.currentTarget.value })}
      error={
        refused.instructions ??
        (length > INSTRUCTIONS_MAX * NEAR_THE_END && agents.charactersLeft(INSTRUCTIONS_MAX - length))
      }
      maxLength={INSTRUCTIONS_MAX}
      autosize
      minRows={5}
      maxRows={20}
      dir="auto"
    />
  )
}

/** What it answers from, and how far it may go beyond. */
function KnowledgeFields({ fields, set, refused }: PartProps) {
  return (
    <>
      <KnowledgeBasesField
        value={fields.knowledgeBaseIds}
        onChange={(knowledgeBaseIds) => set({ knowledgeBaseIds })}
        error={refused.knowledgeBaseIds}
      />
      <WeightsField
        knowledgeBaseIds={fields.knowledgeBaseIds}
        value={fields.knowledgeBaseWeights}
        onChange={(knowledgeBaseWeights) => set({ knowledgeBaseWeights })}
      />
      <FiltersField
        knowledgeBaseIds={fields.knowledgeBaseIds}
        value={fields.knowledgeBaseFilters}
        onChange={(knowledgeBaseFilters) => set({ knowledgeBaseFilters })}
      />
      {fields.knowledgeBaseIds.length > 0 && (
        <UnsupportedClaimsField
          value={fields.unsupportedClaims}
          onChange={(unsupportedClaims) => set({ unsupportedClaims })}
        />
      )}
    </>
  )
}
