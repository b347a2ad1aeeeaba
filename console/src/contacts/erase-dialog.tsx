import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Contact } from '#contract/shapes/contact.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { Failure } from '../look/failure.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useWords } from '../words/words.tsx'
import { useContactWords } from './contact-words.ts'

interface EraseProps {
  contact: Contact
  name: string
  onClose: () => void
}

/** Says what an erasure takes with it; nothing brings it back, so it must be confirmed by typing. */
export function EraseDialog({ contact, name, onClose }: EraseProps) {
  const words = useContactWords()
  const { general } = useWords()
  const [typed, setTyped] = useState('')
  const wanted = contact.name || words.eraseWord
  const isSure = typed.trim() === wanted
  const { error, isBusy, submit } = useSending(async () => {
    await client.contacts.erase(contact.id)
    refresh('contact')
    onClose()
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.eraseTitle(name)}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isSure) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          <Text size="sm">{words.eraseText}</Text>
          <TextInput
            label={words.eraseType(wanted)}
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
              {words.eraseDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
