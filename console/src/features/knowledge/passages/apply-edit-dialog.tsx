import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { PassageEdit } from '#contract/shapes/passage-edit.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../document-page.module.css'
import { nearestPassage } from './nearest-passage.ts'

const EXCERPT_MAX = 60

/** Puts a change that fits no more on a passage of today: the one most like the old, unless another is chosen. */
export function ApplyEditDialog({ edit, onClose }: { edit: PassageEdit; onClose: () => void }) {
  const { knowledge, general } = useMessages()
  const { passage: t } = knowledge
  const held = useResource(pages('documents.passages', edit.documentId)).value?.items ?? []
  const nearest = nearestPassage(held, edit.originalText)
  const [chosen, setChosen] = useState<string | null>(null)
  const target = held.find(({ id }) => id === (chosen ?? nearest?.id)) ?? null
  const [text, setText] = useState(edit.text)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    if (!target) return
    await client.documents.editPassage(target.id, {
      ...(text !== null && { text }),
      isDisabled: edit.isDisabled,
    })
    await client.documents.dropEdit(edit.id)
    invalidate('passage', { documentId: edit.documentId })
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t.apply} size="lg">
      <Stack>
        {error !== undefined && <ErrorState error={error} />}
        <Select
          label={t.applyTo}
          data={held.map(({ id, ordinal, text: words }) => ({
            value: id,
            label: `${ordinal + 1} · ${words.replace(/\s+/g, ' ').slice(0, EXCERPT_MAX)}`,
          }))}
          value={target?.id ?? null}
          onChange={setChosen}
          searchable
          allowDeselect={false}
        />
        {target && (
          <p className={classes.original} dir="auto">
            {target.text}
          </p>
        )}
        {text !== null && (
          <Textarea
            label={t.text}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={4}
            maxRows={14}
            maxLength={20_000}
          />
        )}
        {edit.isDisabled && <Text size="sm">{t.disabled}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button loading={isBusy} disabled={!target || text === ''} onClick={() => void submit()}>
            {general.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
