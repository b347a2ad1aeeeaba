import { Divider, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import type { ProactivePreferences } from '#contract/shapes/proactive.ts'
import { client } from '../../data/console-client.ts'
import { change } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useProactivePagesMessages } from '../../messages/proactive-pages/proactive-pages-messages.ts'
import { AgentPreferences } from './agent-preferences.tsx'
import { ScheduledMessages } from './scheduled-messages.tsx'
import { QuietHours } from './quiet-hours.tsx'

export type PutPreferences = (
  preferences: Parameters<typeof client.proactive.setPreferences>[0],
) => Promise<void>

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whether agents may write to one first, which of them and when not, and what is scheduled. */
export function PreferencesPage() {
  const { proactive } = useProactivePagesMessages()
  const held = useResource(resource('proactive.preferences'))
  return (
    <Stack gap="xl">
      <Text c="var(--quiet)">{proactive.intro}</Text>
      <ResourceView of={held}>{(preferences) => <Preferences preferences={preferences} />}</ResourceView>
      <Divider />
      <ScheduledMessages />
    </Stack>
  )
}

function Preferences({ preferences }: { preferences: ProactivePreferences }) {
  const { proactive } = useProactivePagesMessages()
  const [error, setError] = useState<unknown>()
  // Until something was said, one is where the browser is.
  const shown = preferences.isSet ? preferences : { ...preferences, timeZone: ownZone() }
  const put: PutPreferences = async (given) => {
    setError(undefined)
    try {
      const saved = await client.proactive.setPreferences({
        ...(!preferences.isSet && { timeZone: shown.timeZone }),
        ...given,
      })
      change(resource('proactive.preferences'), () => saved)
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <Stack gap="lg">
      {error !== undefined && <ErrorState error={error} />}
      <Switch
        label={proactive.agree}
        description={proactive.agreeHint}
        checked={shown.agrees}
        onChange={(event) => void put({ agrees: event.currentTarget.checked })}
      />
      <QuietHours preferences={shown} put={put} />
      <AgentPreferences preferences={shown} put={put} />
    </Stack>
  )
}
