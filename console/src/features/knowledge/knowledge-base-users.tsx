import { Button, Group, Menu, Text } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { PlusIcon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toasts.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'

/** Which agents look answers up in a knowledge base, and the way to give it to another one. */
export function KnowledgeBaseUsers({ knowledgeBaseId }: { knowledgeBaseId: string }) {
  const { knowledge } = useMessages()
  const hidden = useStore(removing)
  const held = useResource(all('agents.list')).value?.items.filter(({ id }) => !hidden.has(id))
  const mayGive = useMay()('agent:write')
  if (!held) return null
  const users = held.filter(({ knowledgeBaseIds }) => knowledgeBaseIds.includes(knowledgeBaseId))
  const others = held.filter(({ knowledgeBaseIds }) => !knowledgeBaseIds.includes(knowledgeBaseId))
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
      {mayGive && others.length > 0 && <GiveMenu knowledgeBaseId={knowledgeBaseId} to={others} />}
    </Group>
  )
}

function GiveMenu({ knowledgeBaseId, to: choices }: { knowledgeBaseId: string; to: Agent[] }) {
  const t = useMessages()
  const use = async (agent: Agent, knowledgeBaseIds: string[]) => {
    try {
      await client.agents.change(agent.id, { knowledgeBaseIds })
      invalidate('agent')
      return true
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
      return false
    }
  }
  const give = async (agent: Agent) => {
    const isGiven = await use(agent, [...agent.knowledgeBaseIds, knowledgeBaseId])
    if (!isGiven) return
    toast({ text: t.knowledge.given(agent.name), undo: () => void use(agent, agent.knowledgeBaseIds) })
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<PlusIcon size={14} />}>
          {t.knowledge.give}
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
