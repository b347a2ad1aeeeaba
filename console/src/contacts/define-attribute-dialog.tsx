import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AttributeKind, ContactAttribute } from '#contract/shapes/contact.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { contactAttributes } from '../data/contact-resources.ts'
import { removeWithUndo, removing } from '../data/removals.ts'
import { useCell } from '../data/cell.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { TrashIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { useSending } from '../settings/use-sending.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { useContactWords } from './contact-words.ts'

const kinds: readonly AttributeKind[] = ['text', 'number', 'boolean', 'date']

/** Defines what is noted of contacts, and takes back what was defined. */
export function DefineAttributeDialog({ onClose }: { onClose: () => void }) {
  const words = useContactWords()
  const { general } = useWords()
  const [key, setKey] = useState('')
  const [kind, setKind] = useState<AttributeKind>('text')
  const { error, isBusy, submit } = useSending(async () => {
    await client.contacts.defineAttribute({ key: key.trim(), kind })
    refresh('contact-attributes')
    onClose()
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.defineAttribute}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (key.trim()) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          <TextInput
            label={words.attributeKey}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            maxLength={64}
            autoComplete="off"
            data-autofocus
          />
          <Select
            label={words.attributeKind}
            data={kinds.map((one) => ({ value: one, label: words.kinds[one] }))}
            value={kind}
            onChange={(next) => next && setKind(next)}
            allowDeselect={false}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={isBusy} disabled={!key.trim()}>
              {words.defineAttribute}
            </Button>
          </Group>
          <DefinedAttributes />
        </Stack>
      </form>
    </Modal>
  )
}

function DefinedAttributes() {
  const hidden = useCell(removing)
  const items = (useResource(contactAttributes).value?.items ?? []).filter(({ id }) => !hidden.has(id))
  return (
    <Stack gap={4}>
      {items.map((attribute) => (
        <DefinedAttribute key={attribute.id} attribute={attribute} />
      ))}
    </Stack>
  )
}

function DefinedAttribute({ attribute: { id, key, kind } }: { attribute: ContactAttribute }) {
  const words = useWords()
  const own = useContactWords()
  const remove = () =>
    removeWithUndo({
      id,
      said: own.removedAttribute(key),
      remove: () => client.contacts.removeAttribute(id),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {key}{' '}
        <Text span c="var(--quiet)">
          · {own.kinds[kind]}
        </Text>
      </Text>
      <IconButton label={own.removeAttribute(key)} icon={TrashIcon} onClick={remove} />
    </Group>
  )
}
