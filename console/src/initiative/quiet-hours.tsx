import { Group, Input, Select, Stack, TextInput } from '@mantine/core'
import type { InitiativeWishes } from '#contract/shapes/initiative.ts'
import { useWishesWords } from '../words/wishes/wishes-words.ts'
import type { PutWishes } from './wishes-page.tsx'

interface QuietHoursProps {
  wishes: InitiativeWishes
  put: PutWishes
}

/** When nobody writes first, by the clock of where one is. */
export function QuietHours({ wishes, put }: QuietHoursProps) {
  const { initiative } = useWishesWords()
  const zones = [...new Set([wishes.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  const time = (name: 'quietFrom' | 'quietTo', label: string) => (
    <TextInput
      key={wishes[name]}
      type="time"
      label={label}
      defaultValue={wishes[name]}
      required
      withAsterisk={false}
      onBlur={(event) => {
        const given = event.currentTarget.value
        if (given !== '' && given !== wishes[name]) void put({ [name]: given })
      }}
    />
  )
  return (
    <Stack gap="sm">
      <Input.Wrapper label={initiative.quiet} description={initiative.quietHint} labelElement="div">
        <Group gap="md" mt="xs" role="group" aria-label={initiative.quiet}>
          {time('quietFrom', initiative.from)}
          {time('quietTo', initiative.to)}
        </Group>
      </Input.Wrapper>
      <Select
        label={initiative.zone}
        description={initiative.zoneHint}
        data={zones}
        value={wishes.timeZone}
        onChange={(next) => next && void put({ timeZone: next })}
        searchable
        nothingFoundMessage={initiative.zoneNone}
        allowDeselect={false}
        maw={360}
      />
    </Stack>
  )
}
