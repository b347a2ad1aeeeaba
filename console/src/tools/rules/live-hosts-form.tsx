import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ApiError } from '#client/index.ts'
import { Failure } from '../../look/failure.tsx'
import { useSending } from '../../settings/use-sending.ts'
import { useRuleWords } from '../../words/rules/rule-words.ts'

interface LiveHostsFormProps {
  hosts: readonly string[]
  onSave: (hosts: string[]) => Promise<unknown>
}

/** The hosts to which links stay live in answers that have read text from outside. */
export function LiveHostsForm({ hosts, onSave }: LiveHostsFormProps) {
  const said = useRuleWords()
  const [text, setText] = useState(hosts.join('\n'))
  const [isSaved, setSaved] = useState(false)
  const { error, isBusy, submit } = useSending(async () => {
    await onSave(text.split(/[\s,]+/).filter((host) => host !== ''))
    setSaved(true)
  })
  const refused =
    error instanceof ApiError ? error.fields.find(({ path }) => path.startsWith('liveHosts')) : null
  return (
    <Stack gap="sm" component="section" aria-label={said.hosts}>
      <div>
        <Text fw={600}>{said.hosts}</Text>
        <Text size="sm" c="var(--quiet)">
          {said.hostsHint}
        </Text>
      </div>
      <Textarea
        aria-label={said.hostsField}
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
      {error !== undefined && !refused && <Failure error={error} />}
      <Group>
        <Button loading={isBusy} onClick={() => void submit()}>
          {said.hostsSave}
        </Button>
      </Group>
      <div role="status">{isSaved && <Alert color="teal">{said.hostsSaved}</Alert>}</div>
    </Stack>
  )
}
