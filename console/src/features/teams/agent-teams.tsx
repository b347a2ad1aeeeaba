import { Select, Stack, TagsInput, Text, Title } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentTeam, Team } from '#contract/shapes/team.ts'
import { client } from '../../data/console-client.ts'
import { change } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { all, resource } from '../../data/resource.ts'
import { toast } from '../../ui/toasts.ts'
import { useMay } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useTeamMessages } from '../../messages/teams/team-messages.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './teams.module.css'

/** Which team each agent hands off to, and what is asked of whoever gets that. */
export function AgentTeams({ items }: { items: readonly Team[] }) {
  const t = useTeamMessages()
  const agents = useResource(all('agents.list')).value?.items ?? []
  if (agents.length === 0) return null
  return (
    <Stack gap="sm" component="section" aria-labelledby="agent-teams">
      <Title order={2} size="h5" id="agent-teams">
        {t.ofAgents}
      </Title>
      <Text size="sm" c="var(--quiet)">
        {t.ofAgentsHint}
      </Text>
      <ul className={classes.list}>
        {agents.map((agent) => (
          <AgentRow key={agent.id} agent={agent} items={items} />
        ))}
      </ul>
    </Stack>
  )
}

function AgentRow({ agent: { id, name }, items }: { agent: Agent; items: readonly Team[] }) {
  const tTeams = useTeamMessages()
  const t = useMessages()
  const mayChange = useMay()('agent:write')
  const { value: held } = useResource(resource('teams.ofAgent', id))
  const known = [...new Set(items.flatMap(({ members }) => members.flatMap(({ skills }) => skills)))]
  const set = async (next: Partial<AgentTeam>) => {
    try {
      const saved = await client.teams.setOfAgent(id, next)
      change(resource('teams.ofAgent', id), () => saved)
      toast({ text: tTeams.saved(name) })
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  const byDefault = ''
  return (
    <li className={classes.member}>
      <span className={classes.member_name} dir="auto">
        {name}
      </span>
      <Select
        className={classes.member_skills ?? ''}
        aria-label={tTeams.teamOf(name)}
        data={[
          { value: byDefault, label: tTeams.toDefault },
          ...items.map((team) => ({ value: team.id, label: team.name })),
        ]}
        value={held?.teamId ?? byDefault}
        onChange={(teamId) => void set({ teamId: teamId || null })}
        disabled={!mayChange || !held}
        allowDeselect={false}
      />
      <TagsInput
        className={classes.member_skills ?? ''}
        aria-label={tTeams.skillsFor(name)}
        placeholder={held?.skills.length === 0 ? tTeams.skillsHint : ''}
        value={held?.skills ?? []}
        data={known}
        maxTags={30}
        onChange={(skills) => void set({ skills: skills.map((skill) => skill.trim().slice(0, 40)) })}
        disabled={!mayChange || !held}
      />
    </li>
  )
}
