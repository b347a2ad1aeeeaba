import { Group, Menu, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { IconButton } from '../look/icon-button.tsx'
import { IconLink } from '../look/icon-link.tsx'
import { CopyIcon, LeftIcon, MoreIcon, TalkIcon, TrashIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import type { AgentFields } from './agent-fields.ts'
import classes from './agent-page.module.css'

interface AgentHeadProps {
  agent: Agent | undefined
  fields: AgentFields
  isChanged: boolean
  /** Saving, and taking back. */
  children: ReactNode
}

/** Whose page this is, whether it is saved, and what can be done with it as a whole. */
export function AgentHead({ agent, fields, isChanged, children }: AgentHeadProps) {
  const { agents: words, general } = useWords()
  return (
    <header className={classes.head}>
      <IconLink label={words.title} icon={LeftIcon} href={to.agents} variant="subtle" color="gray" />
      <div className={classes.title}>
        <Title order={1} size="h5" lineClamp={1} dir="auto">
          {fields.name.trim() || words.fresh}
        </Title>
        <Text size="xs" c="var(--quiet)" role="status">
          {isChanged ? words.unsaved : agent ? general.saved : words.notMade}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        {children}
        {agent && <AgentMenu agent={agent} fields={fields} />}
      </Group>
    </header>
  )
}

function AgentMenu({ agent, fields }: { agent: Agent; fields: AgentFields }) {
  const words = useWords()
  const fail = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const duplicate = async () => {
    try {
      const name = words.agents.copyOf(fields.name).slice(0, 100)
      const copy = await client.agents.create({ ...fields, name })
      refresh('agents')
      navigate(to.agent(copy.id))
      toast({ text: words.agents.duplicated })
    } catch (error) {
      fail(error)
    }
  }
  const remove = () => {
    removeWithUndo({
      id: agent.id,
      said: words.general.deleted(agent.name),
      remove: (options) => client.agents.remove(agent.id, options),
      onFailure: fail,
    })
    navigate(to.agents)
  }
  return (
    <Menu>
      <Menu.Target>
        <IconButton label={words.general.more} icon={MoreIcon} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<TalkIcon size={16} />}
          onClick={() => navigate(to.newConversation(agent.id))}
        >
          {words.agents.tryIt}
        </Menu.Item>
        <Menu.Item leftSection={<CopyIcon size={16} />} onClick={() => void duplicate()}>
          {words.agents.duplicate}
        </Menu.Item>
        <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
          {words.general.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
