import { Button, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { newId } from '#client/index.ts'
import type { Macro, MacroStep } from '#contract/shapes/canned.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { blankStep } from './blank-step.ts'
import { StepFields } from './step-fields.tsx'

const NAME_MAX = 40
const STEPS_MAX = 12

/** Asks for a macro: what it is called, and what it does, in order. */
export function MacroDialog({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const t = useCannedMessages()
  const [name, setName] = useState(macro?.name ?? '')
  const [steps, setSteps] = useState(() =>
    (macro?.steps ?? [blankStep('answer')]).map((step) => ({ key: newId(), step })),
  )
  const { isBusy, error, submit } = useFormSubmit(async () => {
    const body = { name, steps: steps.map(({ step }) => step) }
    await (macro ? client.macros.change(macro.id, body) : client.macros.add(body))
    invalidate('macro')
    onClose()
  })
  const put = (key: string, step: MacroStep) =>
    setSteps((all) => all.map((one) => (one.key === key ? { key, step } : one)))
  return (
    <FormDialog
      title={macro ? t.edit : t.addMacro}
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
      aside={
        <Button
          mr="auto"
          variant="subtle"
          leftSection={<PlusIcon />}
          disabled={steps.length >= STEPS_MAX}
          onClick={() => setSteps((all) => [...all, { key: newId(), step: blankStep('put') }])}
        >
          {t.addStep}
        </Button>
      }
    >
      <TextInput
        label={t.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={NAME_MAX}
        autoComplete="off"
        required
        data-autofocus
      />
      <Text size="sm" fw={500}>
        {t.steps}
      </Text>
      {steps.map(({ key, step }, at) => (
        <StepFields
          key={key}
          number={at + 1}
          step={step}
          onChange={(next) => put(key, next)}
          onRemove={steps.length > 1 ? () => setSteps((all) => all.filter((one) => one.key !== key)) : null}
        />
      ))}
    </FormDialog>
  )
}
