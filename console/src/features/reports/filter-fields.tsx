import { Group, Select } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { all, resource } from '../../data/resource.ts'
import { useMay } from '../../data/me.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import { groupings, periods, type ReportFilter } from './use-report-filter.ts'

/** Of what time and of whom; everything that is chosen stands in the address. */
export function FilterFields({ filter }: { filter: ReportFilter }) {
  const t = useReportsMessages()
  const readsAll = useMay()('report:read-all')
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={t.period}
        data={periods.map((value) => ({
          value: String(value),
          label: value === 365 ? t.year : t.days(value),
        }))}
        value={String(filter.days)}
        onChange={(value) => filter.setDays(value ?? '')}
        allowDeselect={false}
        w={120}
      />
      <Select
        label={t.by}
        data={groupings.map((value) => ({ value, label: t.lineOf[value] }))}
        value={filter.by}
        onChange={(value) => filter.setBy(value ?? '')}
        allowDeselect={false}
        w={130}
      />
      <Choice
        label={t.agent}
        anyLabel={t.allAgents}
        choices={useResource(all('agents.list')).value?.items ?? []}
        value={filter.query.agentId}
        onChange={filter.setAgentId}
      />
      {readsAll && <PeopleFields filter={filter} />}
    </Group>
  )
}

function PeopleFields({ filter }: { filter: ReportFilter }) {
  const t = useReportsMessages()
  const teamChoices = useResource(resource('teams.list')).value?.items ?? []
  return (
    <>
      <Choice
        label={t.member}
        anyLabel={t.allMembers}
        choices={useResource(resource('inbox.members')).value?.items ?? []}
        value={filter.query.memberId}
        onChange={filter.setMemberId}
      />
      {teamChoices.length > 0 && (
        <Choice
          label={t.team}
          anyLabel={t.allTeams}
          choices={teamChoices}
          value={filter.query.teamId}
          onChange={filter.setTeamId}
        />
      )}
    </>
  )
}

interface ChoiceProps {
  label: string
  anyLabel: string
  choices: readonly { id: string; name: string }[]
  value: string | undefined
  onChange: (id: string) => void
}

const Choice = ({ label, anyLabel, choices, value, onChange }: ChoiceProps) => (
  <Select
    label={label}
    placeholder={anyLabel}
    data={choices.map(({ id, name }) => ({ value: id, label: name }))}
    value={value ?? null}
    onChange={(chosen) => onChange(chosen ?? '')}
    clearable
    w={170}
  />
)
