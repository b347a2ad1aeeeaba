import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSiteMessages } from '../../../messages/sites/site-messages.ts'
import { crons, nameOf, type ScheduleName } from './schedules.ts'

interface ScheduleFieldProps {
  value: string | null
  onChange: (schedule: string | null) => void
  timeZone: string
  error?: string | undefined
}

/** When a site is read again: one of the usual times, or a pattern of one's own. */
export function ScheduleField({ value, onChange, timeZone, error }: ScheduleFieldProps) {
  const { sites } = useSiteMessages()
  const [name, setName] = useState<ScheduleName>(nameOf(value))
  const choose = (next: ScheduleName) => {
    setName(next)
    if (next === 'never') onChange(null)
    else if (next !== 'own') onChange(crons[next])
    else onChange(value ?? crons.daily)
  }
  return (
    <>
      <Select
        label={sites.schedule}
        data={(Object.keys(sites.schedules) as ScheduleName[]).map((one) => ({
          value: one,
          label: sites.schedules[one],
        }))}
        value={name}
        onChange={(next) => next && choose(next as ScheduleName)}
        allowDeselect={false}
      />
      {name === 'own' && (
        <TextInput
          label={sites.cron}
          description={sites.cronHint(timeZone)}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={error}
          maxLength={100}
          spellCheck={false}
          required
        />
      )}
    </>
  )
}
