import { Button, Group, MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useMe } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'

const FOREVER = 'forever'

/** What a key is for, what it may do, and until when. */
export function ApiKeyForm({ onMade }: { onMade: (secret: string) => void }) {
  const { settings } = useMessages()
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
      invalidate('api-key')
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
        {error !== undefined && <ErrorState error={error} />}
        <TextInput
          label={settings.keyName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
        />
        <ScopeFields {...{ isLimited, setLimited, chosen, setChosen }} />
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

interface ScopeFieldsProps {
  isLimited: boolean
  setLimited: (isLimited: boolean) => void
  chosen: string[]
  setChosen: (chosen: string[]) => void
}

/** Whether it may do all that its owner may, or some of it. */
function ScopeFields({ isLimited, setLimited, chosen, setChosen }: ScopeFieldsProps) {
  const { settings } = useMessages()
  const { permissions } = useMe()
  return (
    <>
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
    </>
  )
}
