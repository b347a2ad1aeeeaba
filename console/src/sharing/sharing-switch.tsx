import { Stack, Switch } from '@mantine/core'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { shareSettings } from '../data/share-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useSharingWords } from '../words/sharing/sharing-words.ts'

/** Whether anybody of the organisation may share conversations by links. */
export function SharingSwitch() {
  const said = useSharingWords()
  const settings = useResource(shareSettings).value
  const { error, isBusy, submit } = useSending(async () => {
    await client.shares.changeSettings({ isOn: settings?.isOn !== true })
    refresh('share-settings')
  })
  // Nothing to press, and nothing pale to read, until it is known how it stands.
  if (settings === undefined) return null
  return (
    <Stack gap="xs">
      {error !== undefined && <Failure error={error} />}
      <Switch
        label={said.setting}
        description={said.settingHint}
        checked={settings.isOn}
        onChange={() => !isBusy && void submit()}
      />
    </Stack>
  )
}
