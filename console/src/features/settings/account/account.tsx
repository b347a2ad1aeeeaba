import { Button, Divider, Group, Stack, Text } from '@mantine/core'
import { signOut } from '../../../data/console-client.ts'
import { SignOutIcon } from '../../../ui/icons.tsx'
import { Link } from '../../../routing/link.tsx'
import { navigate } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useMay, useMe } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { Appearance } from './appearance.tsx'
import { NameForm } from './name-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { Sessions } from './sessions.tsx'

/** Who is signed in, how the console looks and speaks to them, and how their account is kept safe. */
export function Account() {
  const { settings, access, general, tenants } = useMessages()
  const { member, tenant, role, actor } = useMe()
  const mayChange = useMay()('profile:write')
  const leave = async () => {
    await signOut()
    navigate(to.signIn)
  }
  return (
    <Stack gap="xl">
      {member && mayChange && <NameForm key={member.name} name={member.name} />}
      <Stack gap="xs">
        {!(member && mayChange) && <Fact name={general.name} value={member?.name ?? actor.name} />}
        {member && <Fact name={access.email} value={member.email} />}
        <Fact name={settings.role} value={settings.roles[role]} />
        <Fact name={settings.organisation} value={tenant.name} />
      </Stack>
      <Appearance />
      <Group>
        <Button variant="default" leftSection={<SignOutIcon />} onClick={leave}>
          {access.signOut}
        </Button>
        <Link href={to.signIn}>{tenants.another}</Link>
      </Group>
      {member && mayChange && (
        <>
          <Divider />
          <PasswordForm email={member.email} />
          <Divider />
          <Sessions />
        </>
      )}
    </Stack>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <Group gap="md" align="baseline" wrap="nowrap">
    <Text size="sm" c="var(--quiet)" w={120} flex="none">
      {name}
    </Text>
    <Text style={{ overflowWrap: 'anywhere' }}>{value}</Text>
  </Group>
)
