import { Button, FileButton, Group, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../console-client.ts'
import { Failure } from '../look/failure.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'

interface DocumentFieldProps {
  value: string
  onChange: (document: string) => void
  refusal: string | undefined
  /** Said where there is a document already, which stays unless another is given. */
  hint?: string
}

/** An OpenAPI document: pasted, taken from a file, or fetched from the web to be looked at. */
export function DocumentField({ value, onChange, refusal, hint }: DocumentFieldProps) {
  const said = useCustomToolWords()
  const [address, setAddress] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const { error, isBusy, submit } = useSending(async () => {
    const { text, detail } = await client.customTools.fetchDocument(address.trim())
    if (text !== null) onChange(text)
    setTrouble(detail)
  })
  return (
    <>
      <Textarea
        label={said.document}
        description={hint ?? said.documentHint}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={refusal}
        rows={7}
        required={hint === undefined}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      {error !== undefined && <Failure error={error} />}
      <Group align="flex-end" gap="xs">
        <TextInput
          label={said.documentAddress}
          type="url"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          maxLength={2_000}
          error={trouble && said.notFetched}
          flex="1 1 12rem"
        />
        <Button
          variant="default"
          loading={isBusy}
          disabled={address.trim() === ''}
          onClick={() => void submit()}
        >
          {said.fetch}
        </Button>
        <FileButton accept=".json,.yaml,.yml" onChange={(file) => void file?.text().then(onChange)}>
          {(props) => (
            <Button variant="default" {...props}>
              {said.upload}
            </Button>
          )}
        </FileButton>
      </Group>
    </>
  )
}
