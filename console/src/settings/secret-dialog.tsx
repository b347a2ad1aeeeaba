import { Alert, Button, Modal, Stack } from '@mantine/core'
import { CopyButton } from '../look/copy-button.tsx'
import { KeyIcon } from '../look/icons.tsx'
import classes from './settings.module.css'

interface SecretDialogProps {
  said: { secretTitle: string; secretOnce: string; secretDone: string }
  /** Null closes it. */
  secret: string | null
  onClose: () => void
}

/** Shows a secret this once. */
export function SecretDialog({ said, secret, onClose }: SecretDialogProps) {
  return (
    <Modal opened={secret !== null} onClose={onClose} title={said.secretTitle} closeOnClickOutside={false}>
      {secret !== null && (
        <Stack>
          <Alert icon={<KeyIcon />}>{said.secretOnce}</Alert>
          <div className={classes.secret}>
            <code>{secret}</code>
            <CopyButton text={() => secret} />
          </div>
          <Button onClick={onClose}>{said.secretDone}</Button>
        </Stack>
      )}
    </Modal>
  )
}
