import { Alert, Button, Modal, Stack } from '@mantine/core'
import { CopyButton } from '../look/copy-button.tsx'
import { KeyIcon } from '../look/icons.tsx'
import classes from '../settings/settings.module.css'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'

/** Shows a secret this once. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const said = useCustomToolWords()
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
