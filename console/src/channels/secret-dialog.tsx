import { Alert, Button, Modal, Stack } from '@mantine/core'
import { CopyButton } from '../look/copy-button.tsx'
import { KeyIcon } from '../look/icons.tsx'
import classes from '../settings/settings.module.css'
import { useChannelWords } from '../words/channels/channel-words.ts'

/** Shows a secret this once. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const { channels: said } = useChannelWords()
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
