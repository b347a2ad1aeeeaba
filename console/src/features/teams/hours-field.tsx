import { Button, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import type { TeamHours } from '#contract/shapes/team.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx'
import { useTeamMessages } from '../../messages/teams/team-messages.ts'
import { type PutDraft, type TeamDraft, usualHours } from './team-draft.ts'
import classes from './teams.module.css'

interface HoursFieldProps {
  draft: TeamDraft
  put: PutDraft
}

/** When a team is open: a line for each day of the week, by the clock of one time zone. */
export function HoursField({ draft: { hours, timeZone, closedLine }, put }: HoursFieldProps) {
  const t = useTeamMessages()
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const zones = [...new Set([timeZone, here, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  const setDay = (at: number, day: TeamHours[number]) => hours && put({ hours: hours.with(at, day) })
  return (
    <Stack gap="sm">
      <Switch
        label={t.always}
        checked={hours === null}
        onChange={(event) =>
          put(
            event.currentTarget.checked
              ? { hours: null }
              : { hours: usualHours, ...(timeZone === 'UTC' && { timeZone: here }) },
          )
        }
      />
      {hours && (
        <>
          <Select
            label={t.zone}
            data={zones}
            value={timeZone}
            onChange={(next) => next && put({ timeZone: next })}
            searchable
            nothingFoundMessage={t.zoneNone}
            allowDeselect={false}
            maw={360}
          />
          <div className={classes.week}>
            {hours.map((day, at) => (
              <DayHours key={t.days[at]} name={t.days[at] ?? ''} day={day} set={(next) => setDay(at, next)} />
            ))}
          </div>
          <Button
            variant="default"
            size="xs"
            className={classes.start ?? ''}
            onClick={() => put({ hours: hours.map((day, at) => (at < 5 ? (hours[0] ?? []) : day)) })}
          >
            {t.copyDown}
          </Button>
          <Textarea
            label={t.closedLine}
            description={t.closedLineHint}
            value={closedLine ?? ''}
            onChange={(event) => put({ closedLine: event.currentTarget.value || null })}
            maxLength={1000}
            autosize
            minRows={2}
          />
        </>
      )}
    </Stack>
  )
}

interface DayHoursProps {
  name: string
  day: TeamHours[number]
  set: (day: TeamHours[number]) => void
}

const SPANS_MAX = 6

function DayHours({ name, day, set }: DayHoursProps) {
  const t = useTeamMessages()
  return (
    <div className={classes.day} role="group" aria-label={name}>
      <span className={classes.day_name}>{name}</span>
      <div className={classes.spans}>
        {day.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {t.closedAllDay}
          </Text>
        )}
        {day.map(({ from, to }, at) => (
          <div key={at} className={classes.span}>
            <TextInput
              type="time"
              size="sm"
              aria-label={t.from(name)}
              value={from}
              onChange={(event) =>
                event.currentTarget.value && set(day.with(at, { from: event.currentTarget.value, to }))
              }
            />
            <span aria-hidden="true">–</span>
            <TextInput
              type="time"
              size="sm"
              aria-label={t.to(name)}
              // A time field has no 24:00; midnight at the end of a day is the same.
              value={to === '24:00' ? '00:00' : to}
              onChange={(event) => {
                const given = event.currentTarget.value
                if (given) set(day.with(at, { from, to: given === '00:00' ? '24:00' : given }))
              }}
            />
            <IconButton
              label={t.removeHours(name)}
              icon={CloseIcon}
              onClick={() => set(day.toSpliced(at, 1))}
            />
          </div>
        ))}
      </div>
      <IconButton
        label={t.addHours(name)}
        icon={PlusIcon}
        disabled={day.length >= SPANS_MAX}
        onClick={() => set([...day, nextSpan(day)])}
      />
    </div>
  )
}

/** What is offered next: the working day, or what is left of it. */
const nextSpan = (day: TeamHours[number]) => {
  const last = day.at(-1)?.to
  if (last === undefined) return { from: '09:00', to: '17:00' }
  return { from: last === '24:00' ? '23:00' : last, to: '24:00' }
}
