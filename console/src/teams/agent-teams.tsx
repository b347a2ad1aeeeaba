import { Select, Stack, TagsInput, Text, Title } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentTeam, Team } from '#contract/shapes/team.ts'
import { client } from '../console-client.ts'
import { change } from '../data/cache.ts'
import { agents } from '../data/resources.ts'
import { agentTeam } from '../data/team-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { toast } from '../look/toasts.ts'
import { useMay } from '../shell/me.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useTeamWords } from '../words/teams/team-words.ts'
import { useWords } from '../words/words.tsx'
import classes from './teams.module.css'

/** To which team each agent hands over, and what is asked of whoever gets that. */
export function AgentTeams({ items }: { items: readonly Team[] }) {
  const words = useTeamWords()
  const all = useResource(agents).value?.items ?? []
  if (all.length === 0) return null
  return (
    <Stack gap="sm" component="section" aria-labelledby="agent-teams">
      <Title order={2} size="h5" id="agent-teams">
        {words.ofAgents}
      </Title>
      <Text size="sm" c="var(--quiet)">
        {words.ofAgentsHint}
      </Text>
      <ul className={classes.list}>
        {all.map((agent) => (
          <AgentRow key={agent.id} agent={agent} items={items} />
        ))}
      </ul>
    </Stack>
  )
}

function AgentRow({ agent: { id, name }, items }: { agent: Agent; items: readonly Team[] }) {
  const words = useTeamWords()
  const general = useWords()
  const mayChange = useMay()('agent:write')
  const { value: held } = useResource(agentTeam(id))
  const known = [...new Set(items.flatMap(({ members }) => members.flatMap(({ skills }) => skills)))]
  const set = async (next: Partial<AgentTeam>) => {
    try {
      const saved = await client.teams.setOfAgent(id, next)
      change(agentTeam(id), () => saved)
      toast({ text: words.saved(name) })
    } catch (error) {
      toast({ text: faultSentence(error, general), isFailure: true })
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
        aria-label={words.teamOf(name)}
        data={[
          { value: byDefault, label: words.toDefault },
          ...items.map((team) => ({ value: team.id, label: team.name })),
        ]}
        value={held?.teamId ?? byDefault}
        onChange={(teamId) => void set({ teamId: teamId || null })}
        disabled={!mayChange || !held}
        allowDeselect={false}
      />
      <TagsInput
        className={classes.member_skills ?? ''}
        aria-label={words.skillsFor(name)}
        placeholder={held?.skills.length === 0 ? words.skillsHint : ''}
        value={held?.skills ?? []}
        data={known}
        maxTags={30}
        onChange={(skills) => void set({ skills: skills.map((skill) => skill.trim().slice(0, 40)) })}
        disabled={!mayChange || !held}
      />
    </li>
  )
}
