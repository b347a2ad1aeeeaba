import { Alert, Button, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { useMessages } from '../../messages/messages.tsx'
import { ApiKeyForm } from './api-key-form.tsx'
import classes from '../../ui/settings.module.css'

interface NewApiKeyProps {
  isOpen: boolean
  onClose: () => void
}

/** Makes a key, and shows its secret this once. */
export function NewApiKey({ isOpen, onClose }: NewApiKeyProps) {
  const { settings } = useMessages()
  const [secret, setSecret] = useState<string | null>(null)
  const close = () => {
    setSecret(null)
    onClose()
  }
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={secret === null ? settings.newKey : settings.keyMade}
      closeOnClickOutside={secret === null}
    >
      {secret === null ? <ApiKeyForm onMade={setSecret} /> : <Secret secret={secret} onDone={close} />}
    </Modal>
  )
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { settings } = useMessages()
  return (
    <Stack>
      <Alert icon={<KeyIcon />}>{settings.keyOnce}</Alert>
      <div className={classes.secret}>
        <code>{secret}</code>
        <CopyButton text={() => secret} />
      </div>
      <Button onClick={onDone}>{settings.keyDone}</Button>
    </Stack>
  )
}
