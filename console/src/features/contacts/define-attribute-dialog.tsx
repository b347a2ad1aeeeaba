import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AttributeKind, ContactAttribute } from '#contract/shapes/contact.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo, removing } from '../../ui/removals.ts'
import { useStore } from '../../data/store.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TrashIcon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toasts.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useContactMessages } from './contact-messages.ts'

const kinds: readonly AttributeKind[] = ['text', 'number', 'boolean', 'date']

/** Defines what is noted of contacts, and takes back what was defined. */
export function DefineAttributeDialog({ onClose }: { onClose: () => void }) {
  const t = useContactMessages()
  const { general } = useMessages()
  const [key, setKey] = useState('')
  const [kind, setKind] = useState<AttributeKind>('text')
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.contacts.defineAttribute({ key: key.trim(), kind })
    invalidate('contact-attribute')
    onClose()
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.defineAttribute}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (key.trim()) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <ErrorState error={error} />}
          <TextInput
            label={t.attributeKey}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            maxLength={64}
            autoComplete="off"
            data-autofocus
          />
          <Select
            label={t.attributeKind}
            data={kinds.map((one) => ({ value: one, label: t.kinds[one] }))}
            value={kind}
            onChange={(next) => next && setKind(next)}
            allowDeselect={false}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={isBusy} disabled={!key.trim()}>
              {t.defineAttribute}
            </Button>
          </Group>
          <DefinedAttributes />
        </Stack>
      </form>
    </Modal>
  )
}

function DefinedAttributes() {
  const hidden = useStore(removing)
  const items = (useResource(resource('contacts.attributes')).value?.items ?? []).filter(
    ({ id }) => !hidden.has(id),
  )
  return (
    <Stack gap={4}>
      {items.map((attribute) => (
        <DefinedAttribute key={attribute.id} attribute={attribute} />
      ))}
    </Stack>
  )
}

function DefinedAttribute({ attribute: { id, key, kind } }: { attribute: ContactAttribute }) {
  const t = useMessages()
  const tContacts = useContactMessages()
  const remove = () =>
    removeWithUndo({
      id,
      message: tContacts.removedAttribute(key),
      remove: () => client.contacts.removeAttribute(id),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {key}{' '}
        <Text span c="var(--quiet)">
          · {tContacts.kinds[kind]}
        </Text>
      </Text>
      <IconButton label={tContacts.removeAttribute(key)} icon={TrashIcon} onClick={remove} />
    </Group>
  )
}
