import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { RunTenant } from '#contract/shapes/people.ts'
import { client, enterTenant } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { BackLink } from '../../../ui/back-link.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { toast } from '../../../ui/toasts.ts'
import { to } from '../../../routing/route.ts'
import { useMe } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { QuotaBars } from './quota-bars.tsx'
import { DeleteTenantDialog } from './delete-tenant-dialog.tsx'
import { PlanForm } from './plan-form.tsx'
import classes from './tenants.module.css'

/** One organisation: its plan, how much of it is used, and whether it is open. */
export function TenantPage({ tenantId }: { tenantId: string }) {
  const t = useMessages()
  const quota = useResource(resource('tenants.quota', tenantId))
  return (
    <>
      <BackLink href={to.settings('tenants')}>{t.tenants.title}</BackLink>
      <ResourceView of={useResource(resource('tenants.read', tenantId))}>
        {(tenant) => (
          <Stack gap="xl">
            <Head tenant={tenant} />
            <section className={classes.card} aria-label={t.tenants.used}>
              <Title order={3} size="h4" mb="md">
                {t.tenants.used}
              </Title>
              <ResourceView of={quota}>{(value) => <QuotaBars quota={value} />}</ResourceView>
            </section>
            <PlanForm key={JSON.stringify(tenant.plan)} tenant={tenant} />
          </Stack>
        )}
      </ResourceView>
    </>
  )
}

function Head({ tenant }: { tenant: RunTenant }) {
  const { tenants } = useMessages()
  const isHere = useMe().tenant.id === tenant.id
  const [isDeleting, setDeleting] = useState(false)
  const suspending = useFormSubmit(async () => {
    await client.tenants[tenant.suspendedAt ? 'restore' : 'suspend'](tenant.id)
    invalidate('tenant')
    if (tenant.suspendedAt) return toast({ text: tenants.isRestored(tenant.name) })
    const undo = () => void client.tenants.restore(tenant.id).then(() => invalidate('tenant'))
    toast({ text: tenants.isSuspended(tenant.name), undo })
  })
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Title order={2} size="h3">
          {tenant.name}
        </Title>
        {tenant.suspendedAt && (
          <Badge color="red" variant="outline">
            {tenants.suspended}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="var(--quiet)">
        {tenant.description || tenant.slug}
      </Text>
      {suspending.error !== undefined && <ErrorState error={suspending.error} />}
      {isHere ? (
        <Text size="sm">{tenants.hereText}</Text>
      ) : (
        <Group gap="sm">
          <Button variant="default" onClick={() => enterTenant(tenant.slug)}>
            {tenants.enter}
          </Button>
          <Button variant="default" loading={suspending.isBusy} onClick={() => void suspending.submit()}>
            {tenant.suspendedAt ? tenants.restore : tenants.suspend}
          </Button>
          {tenant.suspendedAt && (
            <Button variant="outline" color="red" onClick={() => setDeleting(true)}>
              {tenants.remove}
            </Button>
          )}
        </Group>
      )}
      <DeleteTenantDialog tenant={tenant} isOpen={isDeleting} onClose={() => setDeleting(false)} />
    </Stack>
  )
}
