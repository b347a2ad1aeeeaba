import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'

/** Changes one's own password. The address is there for whatever keeps passwords in the browser. */
export function PasswordForm({ email }: { email: string }) {
  const { access, people } = useMessages()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    await client.account.changePassword({ currentPassword, newPassword })
    setCurrent('')
    setNew('')
    invalidate('session')
    toast({ text: people.passwordChanged })
  })
  const isSaidThere = saidOf('currentPassword') ?? saidOf('newPassword')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack maw={360}>
        <div>
          <Title order={2} size="h4">
            {people.passwordTitle}
          </Title>
          <Text size="sm" c="var(--quiet)">
            {people.passwordText}
          </Text>
        </div>
        {error !== undefined && !isSaidThere && <ErrorState error={error} />}
        <input hidden name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={people.currentPassword}
          value={currentPassword}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          maxLength={200}
          required
          withAsterisk={false}
          error={saidOf('currentPassword')}
        />
        <PasswordInput
          label={people.newPassword}
          description={access.passwordHint}
          value={newPassword}
          onChange={(event) => setNew(event.currentTarget.value)}
          autoComplete="new-password"
          minLength={8}
          maxLength={200}
          required
          withAsterisk={false}
          error={saidOf('newPassword')}
        />
        <Group>
          <Button type="submit" variant="default" loading={isBusy}>
            {people.changePassword}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
