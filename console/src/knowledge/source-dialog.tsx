import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Source } from '#contract/shapes/knowledge.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { Failure } from '../look/failure.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'

interface SourceDialogProps {
  isOpen: boolean
  onClose: () => void
  /** The source to change; a new one when left out. */
  source?: Source
}

/** Name and description of a source, and what finds its passages by meaning. */
export function SourceDialog({ isOpen, onClose, source }: SourceDialogProps) {
  const { knowledge, general } = useWords()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const save = async (values: FormData) => {
    const body = {
      name: String(values.get('name')).trim(),
      description: String(values.get('description')).trim(),
      ...embeddingOf(String(values.get('embeddingModel')).trim(), source),
    }
    setBusy(true)
    setError(undefined)
    try {
      const saved = source ? await client.sources.change(source.id, body) : await client.sources.create(body)
      refresh('source')
      onClose()
      if (!source) navigate(to.source(saved.id))
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={source ? knowledge.editSource : knowledge.newSource}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save(new FormData(event.currentTarget))
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          <TextInput
            label={general.name}
            name="name"
            defaultValue={source?.name ?? ''}
            maxLength={100}
            required
            data-autofocus
          />
          <Textarea
            label={`${knowledge.description} (${general.optional})`}
            name="description"
            defaultValue={source?.description ?? ''}
            maxLength={1000}
            autosize
            minRows={2}
            maxRows={6}
          />
          <TextInput
            label={`${knowledge.embeddingModel} (${general.optional})`}
            description={
              source?.embeddingModel
                ? knowledge.embedded(source.embeddedCount, source.passageCount)
                : knowledge.embeddingHint
            }
            name="embeddingModel"
            defaultValue={source?.embeddingModel ?? ''}
            maxLength={260}
            pattern="[^/\s]+/\S+"
            spellCheck={false}
            autoCapitalize="none"
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

/** A new source that names no model gets the server's own; an old one loses its. */
const embeddingOf = (model: string, source: Source | undefined) =>
  model === '' && !source ? {} : { embeddingModel: model === '' ? null : model }
