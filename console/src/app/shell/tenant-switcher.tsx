import { Menu, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { enteredTenant, enterTenant, goTo, isHere, workspaces } from '../../data/console-client.ts'
import { useStore } from '../../data/store.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { CheckIcon, HomeIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useMay, useMe } from '../../data/me.ts'
import classes from './shell.module.css'

/** Where one is, and the way into another organisation: one that this browser is signed in to too, or, for those who run the server, any. */
export function TenantSwitcher() {
  const t = useMessages()
  const { tenant } = useMe()
  const [isOpen, setOpen] = useState(false)
  return (
    <Menu opened={isOpen} onChange={setOpen} position="right-end" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.nav_link}
          aria-label={t.tenants.switchFrom(tenant.name)}
          title={tenant.name}
          data-entered={enteredTenant() !== null || undefined}
        >
          <span className={classes.nav_icon}>
            <HomeIcon size={22} />
          </span>
          <Text span size="xs" className={classes.nav_label} truncate="end" maw="4.5rem">
            {tenant.name}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {isOpen && <Choices />}
      </Menu.Dropdown>
    </Menu>
  )
}

function Choices() {
  const t = useMessages()
  const isRunning = useMay()('platform:manage')
  return (
    <>
      <OwnWorkspaces />
      {isRunning && <AllTenants />}
      <Menu.Item onClick={() => navigate(to.signIn)}>{t.tenants.another}</Menu.Item>
    </>
  )
}

/** Where this browser is signed in. */
function OwnWorkspaces() {
  const t = useMessages()
  const held = useStore(workspaces)
  if (held.length < 2) return null
  return (
    <>
      <Menu.Label>{t.tenants.yours}</Menu.Label>
      {held.map((workspace) => (
        <Menu.Item
          key={workspace.key}
          rightSection={isHere(workspace) ? <CheckIcon size={16} /> : null}
          aria-current={isHere(workspace) || undefined}
          onClick={() => isHere(workspace) || goTo(workspace)}
        >
          {workspace.name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  )
}

function AllTenants() {
  const t = useMessages()
  const here = useMe().tenant.id
  return (
    <>
      <ResourceView of={useResource(pages('tenants.list'))}>
        {({ items }) =>
          items
            .filter(({ suspendedAt }) => suspendedAt === null)
            .map(({ id, name, slug }) => (
              <Menu.Item
                key={id}
                rightSection={id === here ? <CheckIcon size={16} /> : null}
                aria-current={id === here || undefined}
                onClick={() => id !== here && enterTenant(slug)}
              >
                {name}
              </Menu.Item>
            ))
        }
      </ResourceView>
      <Menu.Divider />
      {enteredTenant() !== null && (
        <Menu.Item onClick={() => enterTenant(null)}>{t.tenants.goBack}</Menu.Item>
      )}
      <Menu.Item onClick={() => navigate(to.settings('tenants'))}>{t.tenants.manage}</Menu.Item>
    </>
  )
}
