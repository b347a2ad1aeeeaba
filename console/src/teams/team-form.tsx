import { Button, Group, NumberInput, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import type { Assignment, Team } from '#contract/shapes/team.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { Failure } from '../look/failure.tsx'
import { TrashIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useSending } from '../settings/use-sending.ts'
import { useMay } from '../shell/me.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useTeamWords } from '../words/teams/team-words.ts'
import { useWords } from '../words/words.tsx'
import { HolidaysField } from './holidays-field.tsx'
import { HoursField } from './hours-field.tsx'
import { MembersField } from './members-field.tsx'
import { SlaFields } from './sla-fields.tsx'
import { draftOf, type PutDraft, type TeamDraft, toSend, wholeOrNull } from './team-draft.ts'
import classes from './teams.module.css'

/** Everything that is set of a team, saved at once. Who may not is shown it. */
export function TeamForm({ team }: { team: Team }) {
  const words = useTeamWords()
  const { general } = useWords()
  const mayManage = useMay()('member:manage')
  const [draft, setDraft] = useState<TeamDraft>(() => draftOf(team))
  const put: PutDraft = (change) => setDraft((held) => ({ ...held, ...change }))
  const { error, isBusy, submit } = useSending(async () => {
    const saved = await client.teams.change(team.id, toSend(draft))
    setDraft(draftOf(saved))
    refresh('teams')
    toast({ text: words.saved(saved.name) })
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
          <Section title={words.members}>
            <MembersField teamId={team.id} draft={draft} put={put} />
          </Section>
          <Section title={words.hours}>
            <HoursField draft={draft} put={put} />
            {draft.hours && <HolidaysField draft={draft} put={put} />}
          </Section>
          <Section title={words.sla}>
            <SlaFields draft={draft} put={put} />
          </Section>
          {error !== undefined && <Failure error={error} />}
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

const assignments: readonly Assignment[] = ['by-hand', 'round-robin', 'least-busy']

function BasicFields({ team, draft, put }: FieldsProps & { team: Team }) {
  const words = useTeamWords()
  const { general } = useWords()
  const { submit } = useSending(async () => {
    await client.teams.change(team.id, { isDefault: true })
    refresh('teams')
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
        label={team.isDefault ? words.byDefault : words.makeDefault}
        description={words.byDefaultHint}
        checked={team.isDefault}
        disabled={team.isDefault}
        onChange={() => void submit()}
      />
      <Select
        label={words.assignment}
        data={assignments.map((value) => ({ value, label: words.assignments[value] }))}
        value={draft.assignment}
        onChange={(next) => next && put({ assignment: next as Assignment })}
        allowDeselect={false}
        maw={360}
      />
      <NumberInput
        label={words.capacity}
        description={words.capacityHint}
        value={draft.capacity}
        onChange={(next) => put({ capacity: wholeOrNull(next) ?? 0 })}
        min={0}
        max={1000}
        allowDecimal={false}
        maw={360}
      />
      <NumberInput
        label={words.drop}
        description={words.dropHint}
        value={draft.dropAfterSeconds ?? ''}
        onChange={(next) => put({ dropAfterSeconds: wholeOrNull(next) })}
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
  const words = useTeamWords()
  const all = useWords()
  const remove = () => {
    navigate(to.settings('teams'))
    removeWithUndo({
      id: team.id,
      said: all.general.deleted(team.name),
      remove: () => client.teams.delete(team.id),
      onFailure: (error) => toast({ text: faultSentence(error, all), isFailure: true }),
    })
  }
  return (
    <Stack gap={2} align="flex-end">
      <Button
        variant="subtle"
        color="red"
        leftSection={<TrashIcon size={16} />}
        onClick={remove}
        title={words.removeHint}
      >
        {words.remove}
      </Button>
      <Text size="xs" c="var(--quiet)">
        {words.removeHint}
      </Text>
    </Stack>
  )
}
