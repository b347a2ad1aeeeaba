import { Group, Input, Select, Stack, TextInput } from '@mantine/core'
import type { ProactivePreferences } from '#contract/shapes/proactive.ts'
import { useProactivePagesMessages } from '../../messages/proactive-pages/proactive-pages-messages.ts'
import type { PutPreferences } from './preferences-page.tsx'

interface QuietHoursProps {
  preferences: ProactivePreferences
  put: PutPreferences
}

/** When nobody writes first, by the clock of where one is. */
export function QuietHours({ preferences, put }: QuietHoursProps) {
  const { proactive } = useProactivePagesMessages()
  const zones = [...new Set([preferences.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  const time = (name: 'quietFrom' | 'quietTo', label: string) => (
    <TextInput
      key={preferences[name]}
      type="time"
      label={label}
      defaultValue={preferences[name]}
      required
      withAsterisk={false}
      onBlur={(event) => {
        const given = event.currentTarget.value
        if (given !== '' && given !== preferences[name]) void put({ [name]: given })
      }}
    />
  )
  return (
    <Stack gap="sm">
      <Input.Wrapper label={proactive.quiet} description={proactive.quietHint} labelElement="div">
        <Group gap="md" mt="xs" role="group" aria-label={proactive.quiet}>
          {time('quietFrom', proactive.from)}
          {time('quietTo', proactive.to)}
        </Group>
      </Input.Wrapper>
      <Select
        label={proactive.zone}
        description={proactive.zoneHint}
        data={zones}
        value={preferences.timeZone}
        onChange={(next) => next && void put({ timeZone: next })}
        searchable
        nothingFoundMessage={proactive.zoneNone}
        allowDeselect={false}
        maw={360}
      />
    </Stack>
  )
}
