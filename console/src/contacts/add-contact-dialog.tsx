import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { Failure } from '../look/failure.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useSending } from '../settings/use-sending.ts'
import { useWords } from '../words/words.tsx'
import { useContactWords } from './contact-words.ts'

/** Asks who somebody is that has not written yet, and shows their card. */
export function AddContactDialog({ onClose }: { onClose: () => void }) {
  const words = useContactWords()
  const { general } = useWords()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    const { id } = await client.contacts.add({ name: name.trim(), ...(email && { email: email.trim() }) })
    refresh('contacts')
    navigate(to.contact(id))
  })
  return (
    <Modal opened onClose={onClose} title={words.add} closeButtonProps={{ 'aria-label': general.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() || email) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          <TextInput
            label={words.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            autoComplete="off"
            data-autofocus
          />
          <TextInput
            label={words.email}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={saidOf('email')}
            maxLength={254}
            autoComplete="off"
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={isBusy} disabled={!name.trim() && !email}>
              {words.addDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
