import { Stack, Switch } from '@mantine/core'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useSharingMessages } from '../../messages/sharing/sharing-messages.ts'

/** Whether anybody of the organisation may share conversations by links. */
export function SharingSwitch() {
  const t = useSharingMessages()
  const settings = useResource(resource('shares.settings')).value
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.shares.changeSettings({ isOn: settings?.isOn !== true })
    invalidate('share-settings')
  })
  // Nothing to press, and nothing pale to read, until it is known how it stands.
  if (settings === undefined) return null
  return (
    <Stack gap="xs">
      {error !== undefined && <ErrorState error={error} />}
      <Switch
        label={t.setting}
        description={t.settingHint}
        checked={settings.isOn}
        onChange={() => !isBusy && void submit()}
      />
    </Stack>
  )
}
