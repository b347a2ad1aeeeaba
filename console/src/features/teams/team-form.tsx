import { Button, Group, NumberInput, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import type { AutoAssignment, Team } from '#contract/shapes/team.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { TrashIcon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMay } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useTeamMessages } from '../../messages/teams/team-messages.ts'
import { useMessages } from '../../messages/messages.tsx'
import { HolidaysField } from './holidays-field.tsx'
import { HoursField } from './hours-field.tsx'
import { MembersField } from './members-field.tsx'
import { SlaFields } from './sla-fields.tsx'
import { draftOf, type PutDraft, type TeamDraft, toSend, wholeOrNull } from './team-draft.ts'
import classes from './teams.module.css'

/** Everything that is set of a team, saved at once. Who may not is shown it. */
export function TeamForm({ team }: { team: Team }) {
  const t = useTeamMessages()
  const { general } = useMessages()
  const mayManage = useMay()('member:manage')
  const [draft, setDraft] = useState<TeamDraft>(() => draftOf(team))
  const put: PutDraft = (change) => setDraft((held) => ({ ...held, ...change }))
  const { error, isBusy, submit } = useFormSubmit(async () => {
    const saved = await client.teams.change(team.id, toSend(draft))
    setDraft(draftOf(saved))
    invalidate('team')
    toast({ text: t.saved(saved.name) })
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <fieldset disabled={!mayManage} className={classes.fields}>
        <Stack gap="xl">
          <BasicFields team={team} draft={draft} put={put} />
          <Section title={t.members}>
            <MembersField teamId={team.id} draft={draft} put={put} />
          </Section>
          <Section title={t.hours}>
            <HoursField draft={draft} put={put} />
            {draft.hours && <HolidaysField draft={draft} put={put} />}
          </Section>
          <Section title={t.sla}>
            <SlaFields draft={draft} put={put} />
          </Section>
          {error !== undefined && <ErrorState error={error} />}
          {mayManage && (
            <Group justify="space-between" className={classes.actions}>
              <Button type="submit" loading={isBusy} disabled={draft.name.trim() === ''}>
                {general.save}
              </Button>
              <DeleteTeam team={team} />
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  )
}

interface FieldsProps {
  draft: TeamDraft
  put: PutDraft
}

const autoAssignments: readonly AutoAssignment[] = ['by-hand', 'round-robin', 'least-busy']

function BasicFields({ team, draft, put }: FieldsProps & { team: Team }) {
  const t = useTeamMessages()
  const { general } = useMessages()
  const { submit } = useFormSubmit(async () => {
    await client.teams.change(team.id, { isDefault: true })
    invalidate('team')
  })
  return (
    <Stack>
      <TextInput
        label={general.name}
        value={draft.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
        maxLength={80}
        required
        withAsterisk={false}
        maw={360}
      />
      <Switch
        label={team.isDefault ? t.byDefault : t.makeDefault}
        description={t.byDefaultHint}
        checked={team.isDefault}
        disabled={team.isDefault}
        onChange={() => void submit()}
      />
      <Select
        label={t.autoAssignment}
        data={autoAssignments.map((value) => ({ value, label: t.autoAssignments[value] }))}
        value={draft.autoAssignment}
        onChange={(next) => next && put({ autoAssignment: next as AutoAssignment })}
        allowDeselect={false}
        maw={360}
      />
      <NumberInput
        label={t.capacity}
        description={t.capacityHint}
        value={draft.capacity}
        onChange={(next) => put({ capacity: wholeOrNull(next) ?? 0 })}
        min={0}
        max={1000}
        allowDecimal={false}
        maw={360}
      />
      <NumberInput
        label={t.reassign}
        description={t.reassignHint}
        value={draft.reassignAfterSeconds ?? ''}
        onChange={(next) => put({ reassignAfterSeconds: wholeOrNull(next) })}
        min={0}
        max={86_400}
        allowDecimal={false}
        maw={360}
      />
    </Stack>
  )
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack component="section" gap="sm" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  )
}

function DeleteTeam({ team }: { team: Team }) {
  const tTeams = useTeamMessages()
  const t = useMessages()
  const remove = () => {
    navigate(to.settings('teams'))
    removeWithUndo({
      id: team.id,
      message: t.general.deleted(team.name),
      remove: () => client.teams.remove(team.id),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  }
  return (
    <Stack gap={2} align="flex-end">
      <Button
        variant="subtle"
        color="red"
        leftSection={<TrashIcon size={16} />}
        onClick={remove}
        title={tTeams.removeHint}
      >
        {tTeams.remove}
      </Button>
      <Text size="xs" c="var(--quiet)">
        {tTeams.removeHint}
      </Text>
    </Stack>
  )
}
