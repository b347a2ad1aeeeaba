import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useContactMessages } from './contact-messages.ts'

/** Asks who somebody is that has not written yet, and shows their card. */
export function AddContactDialog({ onClose }: { onClose: () => void }) {
  const t = useContactMessages()
  const { general } = useMessages()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const { id } = await client.contacts.add({ name: name.trim(), ...(email && { email: email.trim() }) })
    invalidate('contact')
    navigate(to.contact(id))
  })
  return (
    <Modal opened onClose={onClose} title={t.add} closeButtonProps={{ 'aria-label': general.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() || email) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <ErrorState error={error} />}
          <TextInput
            label={t.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            autoComplete="off"
            data-autofocus
          />
          <TextInput
            label={t.email}
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
              {t.addDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
