import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RunTenant } from '#contract/shapes/people.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { toast } from '../../../ui/toasts.ts'
import { navigate } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'

interface DeleteTenantProps {
  tenant: RunTenant
  isOpen: boolean
  onClose: () => void
}

/** Says what a deletion takes with it; nothing brings it back, so its short name must be typed. */
export function DeleteTenantDialog({ tenant, isOpen, onClose }: DeleteTenantProps) {
  const { tenants, general } = useMessages()
  const [typed, setTyped] = useState('')
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.tenants.remove(tenant.id)
    toast({ text: tenants.removed(tenant.name) })
    navigate(to.settings('tenants'), { replace: true })
    invalidate('tenant')
  })
  return (
    <Modal opened={isOpen} onClose={onClose} title={tenants.removeTitle(tenant.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (typed === tenant.slug) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <ErrorState error={error} />}
          <Text size="sm">{tenants.removeText}</Text>
          <TextInput
            label={tenants.removeType(tenant.slug)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" color="red" loading={isBusy} disabled={typed !== tenant.slug}>
              {tenants.removeDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
