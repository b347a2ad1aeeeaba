import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useMessages } from '../messages/messages.tsx'

interface NameDialogProps {
  title: string
  label: string
  /** What the button says that keeps the name. */
  done: string
  name?: string
  lengthMax: number
  isOpen: boolean
  onClose: () => void
  onName: (name: string) => void
}

/** Asks for a name. An empty one, or the same as before, changes nothing. */
export function NameDialog({
  title,
  label,
  done,
  name = '',
  lengthMax,
  isOpen,
  onClose,
  onName,
}: NameDialogProps) {
  const { general } = useMessages()
  const submit = (form: HTMLFormElement) => {
    onClose()
    const next = String(new FormData(form).get('name')).trim()
    if (next !== '' && next !== name) onName(next)
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': general.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(event.currentTarget)
        }}
      >
        <TextInput
          name="name"
          aria-label={label}
          placeholder={label}
          defaultValue={name}
          maxLength={lengthMax}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit">{done}</Button>
        </Group>
      </form>
    </Modal>
  )
}
