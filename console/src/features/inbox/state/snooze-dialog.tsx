import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'

interface SnoozeDialogProps {
  isOpen: boolean
  onClose: () => void
  onChoose: (until: Date) => void
}

/** Asks until when a conversation is put aside. */
export function SnoozeDialog({ isOpen, onClose, onChoose }: SnoozeDialogProps) {
  const t = useInboxMessages()
  const { general } = useMessages()
  const [isPast, setPast] = useState(false)
  const submit = (form: HTMLFormElement) => {
    const until = new Date(String(new FormData(form).get('until')))
    // An empty field is no moment at all.
    const isToCome = until.getTime() > Date.now()
    setPast(!isToCome)
    if (!isToCome) return
    onClose()
    onChoose(until)
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.snooze}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(event.currentTarget)
        }}
      >
        <TextInput
          type="datetime-local"
          name="until"
          label={t.until}
          error={isPast && t.past}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit">{t.snooze}</Button>
        </Group>
      </form>
    </Modal>
  )
}
