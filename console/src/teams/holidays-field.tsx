import { Button, Input, Stack, TextInput } from '@mantine/core'
import { IconButton } from '../look/icon-button.tsx'
import { CloseIcon, PlusIcon } from '../look/icons.tsx'
import { useTeamWords } from '../words/teams/team-words.ts'
import type { PutDraft, TeamDraft } from './team-draft.ts'
import classes from './teams.module.css'

interface HolidaysFieldProps {
  draft: TeamDraft
  put: PutDraft
}

/** Days on which a desk is closed. */
export function HolidaysField({ draft: { holidays }, put }: HolidaysFieldProps) {
  const words = useTeamWords()
  const set = (at: number, change: Partial<TeamDraft['holidays'][number]>) =>
    put({ holidays: holidays.map((one, other) => (other === at ? { ...one, ...change } : one)) })
  return (
    <Input.Wrapper label={words.holidays} labelElement="div">
      <Stack gap="xs" mt="xs" role="group" aria-label={words.holidays}>
        {holidays.map(({ day, name }, at) => (
          <div key={at} className={classes.span}>
            <TextInput
              type="date"
              aria-label={words.day}
              value={day}
              onChange={(event) => set(at, { day: event.currentTarget.value })}
            />
            <TextInput
              aria-label={words.holidayName}
              placeholder={words.holidayName}
              value={name}
              maxLength={80}
              onChange={(event) => set(at, { name: event.currentTarget.value })}
              className={classes.grows ?? ''}
            />
            <IconButton
              label={words.removeHoliday(name || day)}
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
          {words.addHoliday}
        </Button>
      </Stack>
    </Input.Wrapper>
  )
}
