import { Button, Input, Stack, TextInput } from '@mantine/core'
import { IconButton } from '../../ui/icon-button.tsx'
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx'
import { useTeamMessages } from '../../messages/teams/team-messages.ts'
import type { PutDraft, TeamDraft } from './team-draft.ts'
import classes from './teams.module.css'

interface HolidaysFieldProps {
  draft: TeamDraft
  put: PutDraft
}

/** Days on which a team is closed. */
export function HolidaysField({ draft: { holidays }, put }: HolidaysFieldProps) {
  const t = useTeamMessages()
  const set = (at: number, change: Partial<TeamDraft['holidays'][number]>) =>
    put({ holidays: holidays.map((one, other) => (other === at ? { ...one, ...change } : one)) })
  return (
    <Input.Wrapper label={t.holidays} labelElement="div">
      <Stack gap="xs" mt="xs" role="group" aria-label={t.holidays}>
        {holidays.map(({ day, name }, at) => (
          <div key={at} className={classes.span}>
            <TextInput
              type="date"
              aria-label={t.day}
              value={day}
              onChange={(event) => set(at, { day: event.currentTarget.value })}
            />
            <TextInput
              aria-label={t.holidayName}
              placeholder={t.holidayName}
              value={name}
              maxLength={80}
              onChange={(event) => set(at, { name: event.currentTarget.value })}
              className={classes.grows ?? ''}
            />
            <IconButton
              label={t.removeHoliday(name || day)}
              icon={CloseIcon}
              onClick={() => put({ holidays: holidays.toSpliced(at, 1) })}
            />
          </div>
        ))}
        <Button
          variant="default"
          size="xs"
          className={classes.start ?? ''}
          leftSection={<PlusIcon size={14} />}
          onClick={() => put({ holidays: [...holidays, { day: '', name: '' }] })}
        >
          {t.addHoliday}
        </Button>
      </Stack>
    </Input.Wrapper>
  )
}
