import { Checkbox, Group, NumberInput, Select, Stack, TagsInput, Textarea } from '@mantine/core'
import type { MacroStep } from '#contract/shapes/canned.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { TrashIcon } from '../../../ui/icons.tsx'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { blankStep, stepKinds } from './blank-step.ts'
import classes from './canned-page.module.css'

interface StepFieldsProps {
  number: number
  step: MacroStep
  onChange: (step: MacroStep) => void
  /** Null for the only step. */
  onRemove: (() => void) | null
}

/** One step of a macro: what is done, and with what. */
export function StepFields({ number, step, onChange, onRemove }: StepFieldsProps) {
  const t = useCannedMessages()
  return (
    <Stack gap="xs" className={classes.step ?? ''} component="fieldset" m={0}>
      <Group wrap="nowrap" align="end">
        <Select
          flex={1}
          label={t.step(number)}
          data={stepKinds.map((kind) => ({ value: kind, label: t.does[kind] }))}
          value={step.do}
          allowDeselect={false}
          onChange={(next) => {
            const kind = stepKinds.find((one) => one === next)
            if (kind && kind !== step.do) onChange(blankStep(kind))
          }}
        />
        {onRemove && <IconButton label={t.removeStep(number)} icon={TrashIcon} onClick={onRemove} />}
      </Group>
      <StepDetail step={step} onChange={onChange} />
    </Stack>
  )
}

const priorities = ['none', 'low', 'medium', 'high', 'urgent'] as const
const states = ['open', 'pending', 'resolved'] as const
const MINUTES_MAX = 129_600

function StepDetail({ step, onChange }: Pick<StepFieldsProps, 'step' | 'onChange'>) {
  const t = useCannedMessages()
  const tInbox = useInboxMessages()
  switch (step.do) {
    case 'answer':
    case 'note':
      return (
        <Textarea
          label={t.text}
          description={t.placeholders}
          value={step.text}
          onChange={(event) => onChange({ ...step, text: event.currentTarget.value })}
          maxLength={10_000}
          autosize
          minRows={2}
          maxRows={10}
          dir="auto"
          required
        />
      )
    case 'label':
      return <LabelFields step={step} onChange={onChange} />
    case 'prioritise':
      return (
        <Choice
          label={tInbox.priority}
          names={tInbox.priorities}
          choices={priorities}
          value={step.priority}
          onChange={(priority) => onChange({ ...step, priority })}
        />
      )
    case 'put':
      return (
        <Choice
          label={tInbox.state}
          names={tInbox.states}
          choices={states}
          value={step.state}
          onChange={(state) => onChange({ ...step, state })}
        />
      )
    case 'snooze':
      return (
        <NumberInput
          label={t.minutes}
          value={step.minutes}
          min={1}
          max={MINUTES_MAX}
          allowDecimal={false}
          onChange={(next) => onChange({ ...step, minutes: Number(next) || 1 })}
        />
      )
    case 'assign':
      return <Whom memberId={step.memberId} onChange={(memberId) => onChange({ ...step, memberId })} />
    case 'return':
      return (
        <Checkbox
          label={t.answersNow}
          checked={step.answersNow}
          onChange={(event) => onChange({ ...step, answersNow: event.currentTarget.checked })}
        />
      )
    case 'take':
      return null
  }
}

interface LabelFieldsProps {
  step: Extract<MacroStep, { do: 'label' }>
  onChange: (step: MacroStep) => void
}

function LabelFields({ step, onChange }: LabelFieldsProps) {
  const t = useCannedMessages()
  return (
    <Group grow align="start">
      <TagsInput
        label={t.labelsOn}
        value={step.add}
        maxTags={20}
        acceptValueOnBlur
        onChange={(add) => onChange({ ...step, add })}
      />
      <TagsInput
        label={t.labelsOff}
        value={step.remove}
        maxTags={20}
        acceptValueOnBlur
        onChange={(remove) => onChange({ ...step, remove })}
      />
    </Group>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  choices: readonly T[]
  names: Readonly<Record<T, string>>
  value: T
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, choices, names, value, onChange }: ChoiceProps<T>) {
  return (
    <Select
      label={label}
      data={choices.map((one) => ({ value: one, label: names[one] }))}
      value={value}
      allowDeselect={false}
      onChange={(next) => {
        const chosen = choices.find((one) => one === next)
        if (chosen) onChange(chosen)
      }}
    />
  )
}

interface WhomProps {
  memberId: string | null
  onChange: (memberId: string | null) => void
}

function Whom({ memberId, onChange }: WhomProps) {
  const t = useCannedMessages()
  const members = useResource(resource('inbox.members')).value?.items ?? []
  return (
    <Select
      label={t.whom}
      data={[{ value: '', label: t.queue }, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
      value={memberId ?? ''}
      allowDeselect={false}
      onChange={(next) => onChange(next === '' ? null : next)}
    />
  )
}
