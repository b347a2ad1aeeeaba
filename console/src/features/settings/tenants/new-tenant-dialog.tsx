import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { navigate } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'

/** Makes an organisation, and goes to it, where its plan is set. */
export function NewTenantDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { tenants } = useMessages()
  return (
    <Modal opened={isOpen} onClose={onClose} title={tenants.make}>
      <NewTenantForm onMade={onClose} />
    </Modal>
  )
}

function NewTenantForm({ onMade }: { onMade: () => void }) {
  const { tenants, people } = useMessages()
  const [name, setName] = useState('')
  const [typedSlug, setSlug] = useState<string | null>(null)
  const [description, setDescription] = useState('')
  const slug = typedSlug ?? slugOf(name)
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const made = await client.tenants.create({
      name: name.trim(),
      slug: slug.trim(),
      description: description.trim(),
    })
    invalidate('tenant')
    onMade()
    navigate(to.tenant(made.id))
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <Text size="sm" c="var(--quiet)">
          {tenants.makeText}
        </Text>
        {error !== undefined && !saidOf('slug') && <ErrorState error={error} />}
        <TextInput
          label={people.organisationName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
        />
        <TextInput
          label={people.slug}
          description={people.slugHint}
          value={slug}
          onChange={(event) => setSlug(event.currentTarget.value)}
          error={saidOf('slug') && tenants.slugRule}
          maxLength={63}
          required
          withAsterisk={false}
        />
        <TextInput
          label={tenants.description}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={1000}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy}>
            {tenants.makeDo}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A short name from a long one: what is Latin of it. */
const slugOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 63)
