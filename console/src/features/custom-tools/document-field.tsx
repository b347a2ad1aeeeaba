import { Button, FileButton, Group, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/console-client.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'

interface DocumentFieldProps {
  value: string
  onChange: (document: string) => void
  refusal: string | undefined
  /** Said where there is a document already, which stays unless another is given. */
  hint?: string
}

/** An OpenAPI document: pasted, taken from a file, or fetched from the web to be looked at. */
export function DocumentField({ value, onChange, refusal, hint }: DocumentFieldProps) {
  const t = useCustomToolMessages()
  const [address, setAddress] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    const { text, detail } = await client.customTools.fetchDocument({ address: address.trim() })
    if (text !== null) onChange(text)
    setFailure(detail)
  })
  return (
    <>
      <Textarea
        label={t.document}
        description={hint ?? t.documentHint}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={refusal}
        rows={7}
        required={hint === undefined}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      {error !== undefined && <ErrorState error={error} />}
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t.documentAddress}
          type="url"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          maxLength={2_000}
          error={failure && t.notFetched}
          flex="1 1 12rem"
        />
        <Button
          variant="default"
          loading={isBusy}
          disabled={address.trim() === ''}
          onClick={() => void submit()}
        >
          {t.fetch}
        </Button>
        <FileButton accept=".json,.yaml,.yml" onChange={(file) => void file?.text().then(onChange)}>
          {(props) => (
            <Button variant="default" {...props}>
              {t.upload}
            </Button>
          )}
        </FileButton>
      </Group>
    </>
  )
}
