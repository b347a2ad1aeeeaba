import { Alert, Button, Modal, Stack } from '@mantine/core'
import { CopyButton } from './copy-button.tsx'
import { KeyIcon } from './icons.tsx'
import classes from './settings.module.css'

interface SecretDialogProps {
  t: { secretTitle: string; secretOnce: string; secretDone: string }
  /** Null closes it. */
  secret: string | null
  onClose: () => void
}

/** Shows a secret this once. */
export function SecretDialog({ t, secret, onClose }: SecretDialogProps) {
  return (
    <Modal opened={secret !== null} onClose={onClose} title={t.secretTitle} closeOnClickOutside={false}>
      {secret !== null && (
        <Stack>
          <Alert icon={<KeyIcon />}>{t.secretOnce}</Alert>
          <div className={classes.secret}>
            <code>{secret}</code>
            <CopyButton text={() => secret} />
          </div>
          <Button onClick={onClose}>{t.secretDone}</Button>
        </Stack>
      )}
    </Modal>
  )
}
