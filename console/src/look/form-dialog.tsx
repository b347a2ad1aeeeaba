import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { Failure } from './failure.tsx'

interface FormDialogProps {
  title: string
  onClose: () => void
  /** Keeps what was filled in. */
  onSave: (values: FormData) => unknown
  isBusy: boolean
  /** Why it could not be kept; undefined while nothing is wrong. */
  error: unknown
  /** Stands at the other end of the buttons; it brings its own `mr="auto"`. */
  aside?: ReactNode
  children: ReactNode
}

/** A dialog with fields that are saved together, or not at all. */
export function FormDialog({ title, onClose, onSave, isBusy, error, aside, children }: FormDialogProps) {
  const { general } = useWords()
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSave(new FormData(event.currentTarget))
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          {children}
          <Group justify="flex-end">
            {aside}
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
