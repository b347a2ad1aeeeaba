import { Tabs } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Page } from '../look/page.tsx'
import { navigate } from '../routing/location.ts'
import { to, type SettingsSection } from '../routing/route.ts'
import { useMay } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import { ApiKeys } from './api-keys.tsx'
import { Profile } from './profile.tsx'

/** Settings, one section an address. */
export function SettingsRoom({ section }: { section: SettingsSection }) {
  const { settings, general } = useWords()
  const mayHaveKeys = useMay()('api-key:manage')
  useDocumentTitle(`${settings.title} · ${general.product}`)
  return (
    <Page title={settings.title} size={720}>
      <Tabs value={section} onChange={(next) => navigate(next === 'api-keys' ? to.apiKeys : to.settings)}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="profile">{settings.profile}</Tabs.Tab>
          {mayHaveKeys && <Tabs.Tab value="api-keys">{settings.apiKeys}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="profile">
          <Profile />
        </Tabs.Panel>
        <Tabs.Panel value="api-keys">{section === 'api-keys' && mayHaveKeys && <ApiKeys />}</Tabs.Panel>
      </Tabs>
    </Page>
  )
}
