import { Menu } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { IconButton } from '../look/icon-button.tsx'
import { AgainIcon, CopyIcon, DownloadIcon, MoreIcon, TalkIcon, TrashIcon } from '../look/icons.tsx'
import { saveFile } from '../data/save-file.ts'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { type AgentFields, sendable } from './agent-fields.ts'

interface AgentMenuProps {
  agent: Agent
  fields: AgentFields
  /** Takes back what is not published; stands here where there is no room for a button. */
  onDiscard: (() => void) | undefined
}

/** What can be done with an agent as a whole. */
export function AgentMenu({ agent, fields, onDiscard }: AgentMenuProps) {
  const words = useWords()
  const fail = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const duplicate = async () => {
    try {
      const name = words.agents.copyOf(fields.name).slice(0, 100)
      const copy = await client.agents.create(sendable({ ...fields, name }))
      refresh('agents')
      navigate(to.agent(copy.id))
      toast({ text: words.agents.duplicated })
    } catch (error) {
      fail(error)
    }
  }
  const exportFile = async () => {
    try {
      const file = JSON.stringify(await client.agents.export(agent.id), null, 2)
      const name = agent.name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'agent'
      saveFile({ name: `${name}.json`, content: new Blob([file], { type: 'application/json' }) })
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
        {onDiscard && (
          <Menu.Item hiddenFrom="sm" leftSection={<AgainIcon size={16} />} onClick={onDiscard}>
            {words.agents.takeBack}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<TalkIcon size={16} />}
          onClick={() => navigate(to.newConversation(agent.id))}
        >
          {words.agents.tryIt}
        </Menu.Item>
        <Menu.Item leftSection={<CopyIcon size={16} />} onClick={() => void duplicate()}>
          {words.agents.duplicate}
        </Menu.Item>
        <Menu.Item leftSection={<DownloadIcon size={16} />} onClick={() => void exportFile()}>
          {words.agents.exportFile}
        </Menu.Item>
        <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
          {words.general.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
