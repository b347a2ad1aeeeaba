import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { useWords } from '../../words/words.tsx'

interface SnoozeDialogProps {
  isOpen: boolean
  onClose: () => void
  onChoose: (until: Date) => void
}

/** Asks until when a conversation is put aside. */
export function SnoozeDialog({ isOpen, onClose, onChoose }: SnoozeDialogProps) {
  const inbox = useInboxWords()
  const { general } = useWords()
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
    <Modal opened={isOpen} onClose={onClose} title={inbox.snooze}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(event.currentTarget)
        }}
      >
        <TextInput
          type="datetime-local"
          name="until"
          label={inbox.until}
          error={isPast && inbox.past}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit">{inbox.snooze}</Button>
        </Group>
      </form>
    </Modal>
  )
}
