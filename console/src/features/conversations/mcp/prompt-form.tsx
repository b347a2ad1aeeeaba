import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ServerPrompt } from '#contract/shapes/server-offer.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useMcpMessages } from '../../../messages/mcp/mcp-messages.ts'

interface PromptFormProps {
  prompt: ServerPrompt
  onFill: (values: Record<string, string>) => Promise<void>
  onBack: () => void
}

/** The arguments of what a server proposes to say; what is left empty is not given. */
export function PromptForm({ prompt, onFill, onBack }: PromptFormProps) {
  const t = useMcpMessages()
  const [values, setValues] = useState<Record<string, string>>({})
  const given = Object.entries(values).filter(([, value]) => value !== '')
  const { error, isBusy, submit } = useFormSubmit(() => onFill(Object.fromEntries(given)))
  const isWhole = prompt.arguments.every(({ name, isRequired }) => !isRequired || values[name])
  return (
    <form
      aria-label={t.fill(prompt.name)}
      onSubmit={(event) => {
        event.preventDefault()
        // The composer is a form around this one.
        event.stopPropagation()
        void submit()
      }}
    >
      <Stack gap="sm">
        <Text fw={600}>{prompt.name}</Text>
        {prompt.description && (
          <Text size="sm" c="var(--quiet)">
            {prompt.description}
          </Text>
        )}
        {error !== undefined && <ErrorState error={error} />}
        {prompt.arguments.map(({ name, description, isRequired }, at) => (
          <TextInput
            key={name}
            label={name}
            description={description}
            required={isRequired}
            value={values[name] ?? ''}
            onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
            maxLength={10_000}
            data-autofocus={at === 0 || undefined}
          />
        ))}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onBack}>
            {t.back}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isWhole}>
            {t.insert}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
