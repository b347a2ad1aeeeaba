import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMessages } from '../messages/messages.tsx'
import { ErrorState } from './error-state.tsx'

interface DialogFormProps {
  onClose: () => void
  /** Keeps what was filled in. */
  onSave: (values: FormData) => unknown
  isBusy: boolean
  /** Why it could not be kept; undefined while nothing is wrong. */
  error: unknown
  /** Whether something is missing, so that it cannot be kept yet. */
  isUnfit?: boolean
  /** What keeping it is called here. */
  saveLabel?: string
  /** Stands at the other end of the buttons; it brings its own `mr="auto"`. */
  aside?: ReactNode
  children: ReactNode
}

interface FormDialogProps extends DialogFormProps {
  title: string
  size?: 'md' | 'lg'
}

/** A dialog with fields that are saved together, or not at all. A press beside it does not lose what was filled in. */
export function FormDialog({ title, size = 'lg', ...form }: FormDialogProps) {
  return (
    <Modal opened onClose={form.onClose} title={title} size={size} closeOnClickOutside={false}>
      <DialogForm {...form} />
    </Modal>
  )
}

/** What is in it, for a dialog that has to fetch what its fields begin with. */
export function DialogForm({
  onClose,
  onSave,
  isBusy,
  error,
  isUnfit,
  saveLabel,
  aside,
  children,
}: DialogFormProps) {
  const { general } = useMessages()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isUnfit) onSave(new FormData(event.currentTarget))
      }}
    >
      <Stack>
        {error !== undefined && <ErrorState error={error} />}
        {children}
        <Group justify="flex-end">
          {aside}
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit" loading={isBusy} disabled={isUnfit ?? false}>
            {saveLabel ?? general.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
