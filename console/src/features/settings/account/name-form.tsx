import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'

/** One's own name. */
export function NameForm({ name }: { name: string }) {
  const { access, general, people } = useMessages()
  const [next, setNext] = useState(name)
  const isChanged = next.trim() !== name && next.trim() !== ''
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.account.rename({ name: next.trim() })
    invalidate('profile')
    toast({ text: people.nameSaved })
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) void submit()
      }}
    >
      {error !== undefined && <ErrorState error={error} />}
      <Group align="flex-end" gap="sm">
        <TextInput
          label={access.yourName}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          autoComplete="name"
          maxLength={100}
          flex="1 1 14rem"
          maw={360}
        />
        <Button type="submit" variant="default" loading={isBusy} disabled={!isChanged}>
          {general.save}
        </Button>
      </Group>
    </form>
  )
}
