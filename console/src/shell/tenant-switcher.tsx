import { Menu, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { enteredTenant, enterTenant, goTo, isHere, places } from '../console-client.ts'
import { useCell } from '../data/cell.ts'
import { tenants } from '../data/tenant-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { CheckIcon, HouseIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { useMay, useMe } from './me.ts'
import classes from './shell.module.css'

/** Where one is, and the way into another organisation: one that this browser is signed in to too, or, for those who run the server, any. */
export function TenantSwitcher() {
  const words = useWords()
  const { tenant } = useMe()
  const [isOpen, setOpen] = useState(false)
  return (
    <Menu opened={isOpen} onChange={setOpen} position="right-end" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.room_link}
          aria-label={words.tenants.switchFrom(tenant.name)}
          title={tenant.name}
          data-entered={enteredTenant() !== null || undefined}
        >
          <span className={classes.room_icon}>
            <HouseIcon size={22} />
          </span>
          <Text span size="xs" className={classes.room_name} truncate="end" maw="4.5rem">
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
  const words = useWords()
  const isRunning = useMay()('platform:manage')
  return (
    <>
      <OwnPlaces />
      {isRunning && <AllTenants />}
      <Menu.Item onClick={() => navigate(to.signIn)}>{words.tenants.another}</Menu.Item>
    </>
  )
}

/** Where this browser is signed in. */
function OwnPlaces() {
  const words = useWords()
  const held = useCell(places)
  if (held.length < 2) return null
  return (
    <>
      <Menu.Label>{words.tenants.yours}</Menu.Label>
      {held.map((place) => (
        <Menu.Item
          key={place.key}
          rightSection={isHere(place) ? <CheckIcon size={16} /> : null}
          aria-current={isHere(place) || undefined}
          onClick={() => isHere(place) || goTo(place)}
        >
          {place.name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  )
}

function AllTenants() {
  const words = useWords()
  const here = useMe().tenant.id
  return (
    <>
      <Loaded of={useResource(tenants)}>
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
      </Loaded>
      <Menu.Divider />
      {enteredTenant() !== null && (
        <Menu.Item onClick={() => enterTenant(null)}>{words.tenants.goBack}</Menu.Item>
      )}
      <Menu.Item onClick={() => navigate(to.settings('tenants'))}>{words.tenants.manage}</Menu.Item>
    </>
  )
}
