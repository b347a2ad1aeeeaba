import {
  Alert,
  Button,
  Group,
  Modal,
  MultiSelect,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { CopyButton } from '../look/copy-button.tsx'
import { Failure } from '../look/failure.tsx'
import { KeyIcon } from '../look/icons.tsx'
import { useMe } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import classes from './settings.module.css'

interface NewApiKeyProps {
  isOpen: boolean
  onClose: () => void
}

const FOREVER = 'forever'

/** Makes a key, and shows its secret this once. */
export function NewApiKey({ isOpen, onClose }: NewApiKeyProps) {
  const { settings } = useWords()
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
      {secret === null ? <KeyForm onMade={setSecret} /> : <Secret secret={secret} onDone={close} />}
    </Modal>
  )
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { settings } = useWords()
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

function KeyForm({ onMade }: { onMade: (secret: string) => void }) {
  const { settings } = useWords()
  const { permissions } = useMe()
  const [name, setName] = useState('')
  const [isLimited, setLimited] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const [days, setDays] = useState('365')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const { secret } = await client.apiKeys.create({
        name: name.trim(),
        scopes: isLimited ? chosen : ['*'],
        expiresInDays: days === FOREVER ? null : Number(days),
      })
      refresh('api-keys')
      onMade(secret)
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <Stack>
        {error !== undefined && <Failure error={error} />}
        <TextInput
          label={settings.keyName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
        />
        <SegmentedControl
          aria-label={settings.keyScopes}
          data={[
            { value: 'all', label: settings.keyAll },
            { value: 'some', label: settings.keySome },
          ]}
          value={isLimited ? 'some' : 'all'}
          onChange={(value) => setLimited(value === 'some')}
        />
        {isLimited && (
          <MultiSelect
            label={settings.keyScopes}
            data={permissions.filter((permission) => permission.includes(':'))}
            value={chosen}
            onChange={setChosen}
            searchable
          />
        )}
        <Select
          label={settings.keyExpires}
          data={[
            ...[30, 90, 365].map((value) => ({ value: String(value), label: settings.days(value) })),
            { value: FOREVER, label: settings.forever },
          ]}
          value={days}
          onChange={(value) => setDays(value ?? FOREVER)}
          allowDeselect={false}
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={isBusy}
            disabled={name.trim() === '' || (isLimited && chosen.length === 0)}
          >
            {settings.createKey}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
