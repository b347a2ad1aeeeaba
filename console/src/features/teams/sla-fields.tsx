import { NumberInput, Select, Stack, Switch } from '@mantine/core'
import type { TeamSla } from '#contract/shapes/team.ts'
import { useTeamMessages } from '../../messages/teams/team-messages.ts'
import { type PutDraft, type TeamDraft, usualSla, wholeOrNull } from './team-draft.ts'
import classes from './teams.module.css'

interface SlaFieldsProps {
  draft: TeamDraft
  put: PutDraft
}

/** How soon people have to be answered, and when it is warned. */
export function SlaFields({ draft: { sla }, put }: SlaFieldsProps) {
  const t = useTeamMessages()
  const set = (change: Partial<TeamSla>) => sla && put({ sla: { ...sla, ...change } })
  const target = (key: 'firstReplyMinutes' | 'nextReplyMinutes' | 'resolutionMinutes', label: string) => (
    <NumberInput
      label={label}
      description={t.minutes}
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
        label={t.slaTargets}
        checked={sla !== null}
        onChange={(event) => put({ sla: event.currentTarget.checked ? usualSla : null })}
      />
      {sla && (
        <div className={classes.slaTargets}>
          {target('firstReplyMinutes', t.firstReply)}
          {target('nextReplyMinutes', t.nextReply)}
          {target('resolutionMinutes', t.resolution)}
          <NumberInput
            label={t.warn}
            value={sla.warnMinutes}
            onChange={(next) => set({ warnMinutes: wholeOrNull(next) ?? 0 })}
            min={0}
            max={10_080}
            allowDecimal={false}
          />
          <Select
            label={t.counts}
            data={(['always', 'open-hours'] as const).map((value) => ({
              value,
              label: t.countings[value],
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
