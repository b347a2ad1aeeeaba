import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Contact } from '#contract/shapes/contact.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useContactMessages } from './contact-messages.ts'

interface EraseProps {
  contact: Contact
  name: string
  onClose: () => void
}

/** Says what an erasure takes with it; nothing brings it back, so it must be confirmed by typing. */
export function EraseDialog({ contact, name, onClose }: EraseProps) {
  const t = useContactMessages()
  const { general } = useMessages()
  const [typed, setTyped] = useState('')
  const wanted = contact.name || t.eraseWord
  const isSure = typed.trim() === wanted
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.contacts.erase(contact.id)
    invalidate('contact')
    onClose()
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.eraseTitle(name)}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isSure) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <ErrorState error={error} />}
          <Text size="sm">{t.eraseText}</Text>
          <TextInput
            label={t.eraseType(wanted)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" color="red.9" loading={isBusy} disabled={!isSure}>
              {t.eraseDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
