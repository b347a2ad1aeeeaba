import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import type { Team } from '#contract/shapes/team.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { useCell } from '../data/cell.ts'
import { removing } from '../data/removals.ts'
import { teams } from '../data/team-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { BackLink } from '../look/back-link.tsx'
import { Empty } from '../look/empty.tsx'
import { Failure } from '../look/failure.tsx'
import { ContactsIcon, PlusIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { Nowhere } from '../look/nowhere.tsx'
import { Link } from '../routing/link.tsx'
import { useFilter } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useSending } from '../settings/use-sending.ts'
import { useMay } from '../shell/me.ts'
import { useTeamWords } from '../words/teams/team-words.ts'
import { AgentTeams } from './agent-teams.tsx'
import { OpeningBadge } from './opening-badge.tsx'
import { TeamForm } from './team-form.tsx'
import classes from './teams.module.css'

/** The teams, or the one that the address names. */
export function TeamsPage() {
  const words = useTeamWords()
  const [teamId] = useFilter('team')
  const hidden = useCell(removing)
  return (
    <Loaded of={useResource(teams)}>
      {({ items }) => {
        const shown = items.filter(({ id }) => !hidden.has(id))
        if (teamId === '') return <TeamList items={shown} />
        const team = shown.find(({ id }) => id === teamId)
        return (
          <>
            <BackLink href={to.settings('teams')}>{words.all}</BackLink>
            {team ? <TeamForm key={team.id} team={team} /> : <Nowhere />}
          </>
        )
      }}
    </Loaded>
  )
}

function TeamList({ items }: { items: readonly Team[] }) {
  const words = useTeamWords()
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {words.intro}
        </Text>
        {items.length > 0 && <NewTeam items={items} />}
      </Group>
      {items.length === 0 ? (
        <Empty icon={ContactsIcon} title={words.none} hint={words.noneHint}>
          <NewTeam items={items} />
        </Empty>
      ) : (
        <ul className={classes.list}>
          {items.map((team) => (
            <TeamRow key={team.id} team={team} />
          ))}
        </ul>
      )}
      {items.length > 0 && <AgentTeams items={items} />}
    </Stack>
  )
}

function TeamRow({ team }: { team: Team }) {
  const words = useTeamWords()
  return (
    <li className={classes.row}>
      <Link className={classes.row_link} href={to.team(team.id)}>
        <span className={classes.name} dir="auto">
          {team.name}
        </span>
        <Text size="sm" c="var(--quiet)">
          {words.count(team.members.length)} · {words.shortly[team.assignment]}
        </Text>
      </Link>
      <Group gap="xs">
        {team.isDefault && (
          <Badge variant="light" title={words.byDefaultHint}>
            {words.byDefault}
          </Badge>
        )}
        <OpeningBadge team={team} />
      </Group>
    </li>
  )
}

function NewTeam({ items }: { items: readonly Team[] }) {
  const words = useTeamWords()
  const mayManage = useMay()('member:manage')
  const [, setTeamId] = useFilter('team')
  const { error, isBusy, submit } = useSending(async () => {
    const taken = new Set(items.map(({ name }) => name.toLowerCase()))
    let name = words.newName
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${words.newName} ${number}`
    const made = await client.teams.create({ name, assignment: 'least-busy' })
    refresh('teams')
    setTeamId(made.id)
  })
  if (!mayManage) return null
  return (
    <Stack gap="xs">
      <Button leftSection={<PlusIcon />} loading={isBusy} onClick={() => void submit()}>
        {words.add}
      </Button>
      {error !== undefined && <Failure error={error} />}
    </Stack>
  )
}
