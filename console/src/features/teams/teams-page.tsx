import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import type { Team } from '#contract/shapes/team.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { BackLink } from '../../ui/back-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ContactsIcon, PlusIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { Link } from '../../routing/link.tsx'
import { useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMay } from '../../data/me.ts'
import { useTeamMessages } from '../../messages/teams/team-messages.ts'
import { AgentTeams } from './agent-teams.tsx'
import { OpeningBadge } from './opening-badge.tsx'
import { TeamForm } from './team-form.tsx'
import classes from './teams.module.css'

/** The teams, or the one that the address names. */
export function TeamsPage() {
  const t = useTeamMessages()
  const [teamId] = useFilter('team')
  const hidden = useStore(removing)
  return (
    <ResourceView of={useResource(resource('teams.list'))}>
      {({ items }) => {
        const shown = items.filter(({ id }) => !hidden.has(id))
        if (teamId === '') return <TeamList items={shown} />
        const team = shown.find(({ id }) => id === teamId)
        return (
          <>
            <BackLink href={to.settings('teams')}>{t.all}</BackLink>
            {team ? <TeamForm key={team.id} team={team} /> : <NotFound />}
          </>
        )
      }}
    </ResourceView>
  )
}

function TeamList({ items }: { items: readonly Team[] }) {
  const t = useTeamMessages()
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {t.intro}
        </Text>
        {items.length > 0 && <NewTeam items={items} />}
      </Group>
      {items.length === 0 ? (
        <EmptyState icon={ContactsIcon} title={t.none} hint={t.noneHint}>
          <NewTeam items={items} />
        </EmptyState>
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
  const t = useTeamMessages()
  return (
    <li className={classes.row}>
      <Link className={classes.row_link} href={to.team(team.id)}>
        <span className={classes.name} dir="auto">
          {team.name}
        </span>
        <Text size="sm" c="var(--quiet)">
          {t.count(team.members.length)} · {t.shortly[team.autoAssignment]}
        </Text>
      </Link>
      <Group gap="xs">
        {team.isDefault && (
          <Badge variant="light" title={t.byDefaultHint}>
            {t.byDefault}
          </Badge>
        )}
        <OpeningBadge team={team} />
      </Group>
    </li>
  )
}

function NewTeam({ items }: { items: readonly Team[] }) {
  const t = useTeamMessages()
  const mayManage = useMay()('member:manage')
  const [, setTeamId] = useFilter('team')
  const { error, isBusy, submit } = useFormSubmit(async () => {
    const taken = new Set(items.map(({ name }) => name.toLowerCase()))
    let name = t.newName
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${t.newName} ${number}`
    const made = await client.teams.create({ name, autoAssignment: 'least-busy' })
    invalidate('team')
    setTeamId(made.id)
  })
  if (!mayManage) return null
  return (
    <Stack gap="xs">
      <Button leftSection={<PlusIcon />} loading={isBusy} onClick={() => void submit()}>
        {t.add}
      </Button>
      {error !== undefined && <ErrorState error={error} />}
    </Stack>
  )
}
