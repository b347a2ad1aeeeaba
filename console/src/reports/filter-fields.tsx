import { Group, Select } from '@mantine/core'
import { deskMembers } from '../data/desk-resources.ts'
import { agents } from '../data/resources.ts'
import { teams } from '../data/team-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { useMay } from '../shell/me.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { groupings, periods, type ReportFilter } from './use-report-filter.ts'

/** Of what time and of whom; everything that is chosen stands in the address. */
export function FilterFields({ filter }: { filter: ReportFilter }) {
  const said = useReportsWords()
  const readsAll = useMay()('report:read-all')
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={said.period}
        data={periods.map((value) => ({
          value: String(value),
          label: value === 365 ? said.year : said.days(value),
        }))}
        value={String(filter.days)}
        onChange={(value) => filter.setDays(value ?? '')}
        allowDeselect={false}
        w={120}
      />
      <Select
        label={said.by}
        data={groupings.map((value) => ({ value, label: said.lineOf[value] }))}
        value={filter.by}
        onChange={(value) => filter.setBy(value ?? '')}
        allowDeselect={false}
        w={130}
      />
      <Choice
        label={said.agent}
        all={said.allAgents}
        choices={useResource(agents).value?.items ?? []}
        value={filter.query.agentId}
        onChange={filter.setAgentId}
      />
      {readsAll && <PeopleFields filter={filter} />}
    </Group>
  )
}

function PeopleFields({ filter }: { filter: ReportFilter }) {
  const said = useReportsWords()
  const teamChoices = useResource(teams).value?.items ?? []
  return (
    <>
      <Choice
        label={said.member}
        all={said.allMembers}
        choices={useResource(deskMembers).value?.items ?? []}
        value={filter.query.memberId}
        onChange={filter.setMemberId}
      />
      {teamChoices.length > 0 && (
        <Choice
          label={said.team}
          all={said.allTeams}
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
  all: string
  choices: readonly { id: string; name: string }[]
  value: string | undefined
  onChange: (id: string) => void
}

const Choice = ({ label, all, choices, value, onChange }: ChoiceProps) => (
  <Select
    label={label}
    placeholder={all}
    data={choices.map(({ id, name }) => ({ value: id, label: name }))}
    value={value ?? null}
    onChange={(chosen) => onChange(chosen ?? '')}
    clearable
    w={170}
  />
)
