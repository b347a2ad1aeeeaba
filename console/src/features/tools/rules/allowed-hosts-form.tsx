import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ApiError } from '#client/index.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useRuleMessages } from '../../../messages/rules/rule-messages.ts'

interface AllowedHostsFormProps {
  hosts: readonly string[]
  onSave: (hosts: string[]) => Promise<unknown>
}

/** The hosts to which links stay live in answers that have read text from outside. */
export function AllowedHostsForm({ hosts, onSave }: AllowedHostsFormProps) {
  const t = useRuleMessages()
  const [text, setText] = useState(hosts.join('\n'))
  const [isSaved, setSaved] = useState(false)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await onSave(text.split(/[\s,]+/).filter((host) => host !== ''))
    setSaved(true)
  })
  const refused =
    error instanceof ApiError ? error.fields.find(({ path }) => path.startsWith('liveHosts')) : null
  return (
    <Stack gap="sm" component="section" aria-label={t.hosts}>
      <div>
        <Text fw={600}>{t.hosts}</Text>
        <Text size="sm" c="var(--quiet)">
          {t.hostsHint}
        </Text>
      </div>
      <Textarea
        aria-label={t.hostsField}
        placeholder="www.example.com"
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setSaved(false)
        }}
        error={refused?.message}
        autosize
        minRows={2}
        maxRows={10}
        dir="ltr"
      />
      {error !== undefined && !refused && <ErrorState error={error} />}
      <Group>
        <Button loading={isBusy} onClick={() => void submit()}>
          {t.hostsSave}
        </Button>
      </Group>
      <div role="status">{isSaved && <Alert color="teal">{t.hostsSaved}</Alert>}</div>
    </Stack>
  )
}
