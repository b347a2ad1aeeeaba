import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { Failure } from '../look/failure.tsx'
import { useWords } from '../words/words.tsx'

interface TextDialogProps {
  sourceId: string
  isOpen: boolean
  onClose: () => void
}

/** A document that is written here instead of uploaded. */
export function TextDialog({ sourceId, isOpen, onClose }: TextDialogProps) {
  const { knowledge, general } = useWords()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const save = async (values: FormData) => {
    setBusy(true)
    setError(undefined)
    try {
      await client.documents.add(sourceId, {
        name: String(values.get('name')).trim(),
        text: String(values.get('text')),
      })
      refresh(`documents/${sourceId}`)
      onClose()
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={knowledge.textTitle} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save(new FormData(event.currentTarget))
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          <TextInput label={general.name} name="name" maxLength={255} required data-autofocus />
          <Textarea
            label={knowledge.text}
            name="text"
            autosize
            minRows={8}
            maxRows={18}
            maxLength={2_000_000}
            required
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={isBusy}>
              {general.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
