import { Button, Group, Menu, Text } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { useCell } from '../data/cell.ts'
import { removing } from '../data/removals.ts'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { PlusIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useMay } from '../shell/me.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'

/** Which agents look answers up in a source, and the way to give it to another one. */
export function SourceUsers({ sourceId }: { sourceId: string }) {
  const { knowledge } = useWords()
  const hidden = useCell(removing)
  const held = useResource(agents).value?.items.filter(({ id }) => !hidden.has(id))
  const mayGive = useMay()('agent:write')
  if (!held) return null
  const users = held.filter(({ sourceIds }) => sourceIds.includes(sourceId))
  const others = held.filter(({ sourceIds }) => !sourceIds.includes(sourceId))
  return (
    <Group gap="xs" mb="lg">
      <Text size="sm" c="var(--quiet)">
        {users.length === 0 ? knowledge.usedByNobody : knowledge.usedBy}
      </Text>
      {users.map(({ id, name }) => (
        <Text key={id} size="sm" maw="16rem" truncate dir="auto">
          {mayGive ? <Link href={to.agent(id)}>{name}</Link> : name}
        </Text>
      ))}
      {mayGive && others.length > 0 && <GiveMenu sourceId={sourceId} to={others} />}
    </Group>
  )
}

function GiveMenu({ sourceId, to: choices }: { sourceId: string; to: Agent[] }) {
  const words = useWords()
  const use = async (agent: Agent, sourceIds: string[]) => {
    try {
      await client.agents.change(agent.id, { sourceIds })
      refresh('agents')
      return true
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
      return false
    }
  }
  const give = async (agent: Agent) => {
    const isGiven = await use(agent, [...agent.sourceIds, sourceId])
    if (!isGiven) return
    toast({ text: words.knowledge.given(agent.name), undo: () => void use(agent, agent.sourceIds) })
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<PlusIcon size={14} />}>
          {words.knowledge.give}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="20rem" maw="20rem" style={{ overflowY: 'auto' }}>
        {choices.map((agent) => (
          <Menu.Item key={agent.id} onClick={() => void give(agent)}>
            <Text size="sm" truncate dir="auto">
              {agent.name}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
