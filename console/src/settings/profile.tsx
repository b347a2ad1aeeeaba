import {
  Button,
  Group,
  Input,
  SegmentedControl,
  Select,
  Stack,
  Text,
  useMantineColorScheme,
} from '@mantine/core'
import { client } from '../console-client.ts'
import { SignOutIcon } from '../look/icons.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useMe } from '../shell/me.ts'
import { languages, useSpeech, type Language } from '../words/words.tsx'

/** Who is signed in, and how the console looks and speaks to them. */
export function Profile() {
  const { words, language, speak } = useSpeech()
  const { settings, access, general } = words
  const { member, tenant, role, actor } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = async () => {
    // The tokens are gone from here whatever the server says.
    await client.logOut().catch(() => {})
    navigate(to.signIn)
  }
  return (
    <Stack gap="xl">
      <Stack gap="xs">
        <Fact name={general.name} value={member?.name ?? actor.name} />
        {member && <Fact name={access.email} value={member.email} />}
        <Fact name={settings.role} value={settings.roles[role]} />
        <Fact name={settings.organisation} value={tenant.name} />
      </Stack>
      <Select
        label={settings.language}
        data={languages}
        value={language}
        onChange={(next) => next && speak(next as Language)}
        allowDeselect={false}
        maw={280}
      />
      <Input.Wrapper label={settings.colours} labelElement="div">
        <SegmentedControl
          mt={4}
          display="flex"
          w="fit-content"
          aria-label={settings.colours}
          data={[
            { value: 'auto', label: settings.auto },
            { value: 'light', label: settings.light },
            { value: 'dark', label: settings.dark },
          ]}
          value={colorScheme}
          onChange={(next) => setColorScheme(next as typeof colorScheme)}
        />
      </Input.Wrapper>
      <Group>
        <Button variant="default" leftSection={<SignOutIcon />} onClick={signOut}>
          {access.signOut}
        </Button>
      </Group>
    </Stack>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <Group gap="md" align="baseline" wrap="nowrap">
    <Text size="sm" c="var(--quiet)" w={120}>
      {name}
    </Text>
    <Text>{value}</Text>
  </Group>
)
