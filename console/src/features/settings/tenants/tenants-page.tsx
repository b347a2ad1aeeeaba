import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Page } from '#contract/page.ts'
import type { RunTenant } from '#contract/shapes/people.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { Link } from '../../../routing/link.tsx'
import { useAddress } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useMe } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { NewTenantDialog } from './new-tenant-dialog.tsx'
import { TenantPage } from './tenant-page.tsx'
import classes from './tenants.module.css'

/** The organisations on this server, for those who run it; one of them when the address names it. */
export function TenantsPage() {
  const tenantId = useAddress().searchParams.get('tenant')
  return tenantId ? <TenantPage key={tenantId} tenantId={tenantId} /> : <AllTenants />
}

function AllTenants() {
  const t = useMessages()
  const [isMaking, setMaking] = useState(false)
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {t.tenants.intro}
        </Text>
        <Button leftSection={<PlusIcon />} onClick={() => setMaking(true)}>
          {t.tenants.make}
        </Button>
      </Group>
      <ResourceView of={useResource(pages('tenants.list'))}>
        {(page) => <TenantList page={page} />}
      </ResourceView>
      <NewTenantDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </Stack>
  )
}

function TenantList({ page }: { page: Page<RunTenant> }) {
  const t = useMessages()
  const here = useMe().tenant.id
  const { isBusy, submit: showMore } = useFormSubmit(() => pages('tenants.list').more(page))
  return (
    <>
      <ul className={classes.list} aria-label={t.tenants.title}>
        {page.items.map((tenant) => (
          <li key={tenant.id}>
            <Link className={classes.row} href={to.tenant(tenant.id)}>
              <div className={classes.facts}>
                <Text fw={600} component="div">
                  {tenant.name}
                </Text>
                <Text size="sm" c="var(--quiet)">
                  {tenant.description || tenant.slug}
                </Text>
              </div>
              <Group gap={6}>
                {tenant.suspendedAt && (
                  <Badge color="red" variant="outline">
                    {t.tenants.suspended}
                  </Badge>
                )}
                {tenant.id === here && <Badge variant="outline">{t.tenants.here}</Badge>}
                <Badge variant="light">{tenant.plan.name || t.tenants.noPlan}</Badge>
              </Group>
            </Link>
          </li>
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void showMore()}>
          {t.general.showMore}
        </Button>
      )}
    </>
  )
}
