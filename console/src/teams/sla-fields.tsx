import { NumberInput, Select, Stack, Switch } from '@mantine/core'
import type { TeamSla } from '#contract/shapes/team.ts'
import { useTeamWords } from '../words/teams/team-words.ts'
import { type PutDraft, type TeamDraft, usualSla, wholeOrNull } from './team-draft.ts'
import classes from './teams.module.css'

interface SlaFieldsProps {
  draft: TeamDraft
  put: PutDraft
}

/** How soon people are promised an answer, and when it is warned. */
export function SlaFields({ draft: { sla }, put }: SlaFieldsProps) {
  const words = useTeamWords()
  const set = (change: Partial<TeamSla>) => sla && put({ sla: { ...sla, ...change } })
  const promise = (key: 'firstReplyMinutes' | 'nextReplyMinutes' | 'resolutionMinutes', label: string) => (
    <NumberInput
      label={label}
      description={words.minutes}
      value={sla?.[key] ?? ''}
      onChange={(next) => set({ [key]: wholeOrNull(next) })}
      min={1}
      max={525_600}
      allowDecimal={false}
    />
  )
  return (
    <Stack gap="sm">
      <Switch
        label={words.promises}
        checked={sla !== null}
        onChange={(event) => put({ sla: event.currentTarget.checked ? usualSla : null })}
      />
      {sla && (
        <div className={classes.promises}>
          {promise('firstReplyMinutes', words.firstReply)}
          {promise('nextReplyMinutes', words.nextReply)}
          {promise('resolutionMinutes', words.resolution)}
          <NumberInput
            label={words.warn}
            value={sla.warnMinutes}
            onChange={(next) => set({ warnMinutes: wholeOrNull(next) ?? 0 })}
            min={0}
            max={10_080}
            allowDecimal={false}
          />
          <Select
            label={words.counts}
            data={(['always', 'open-hours'] as const).map((value) => ({
              value,
              label: words.countings[value],
            }))}
            value={sla.counts}
            onChange={(next) => next && set({ counts: next as TeamSla['counts'] })}
            allowDeselect={false}
          />
        </div>
      )}
    </Stack>
  )
}
