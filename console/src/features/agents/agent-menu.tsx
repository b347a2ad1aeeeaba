import { Menu } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { RefreshIcon, CopyIcon, DownloadIcon, MoreIcon, ChatIcon, TrashIcon } from '../../ui/icons.tsx'
import { saveFile } from '../../data/save-file.ts'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { type AgentFields, sendable } from './agent-fields.ts'

interface AgentMenuProps {
  agent: Agent
  fields: AgentFields
  /** Takes back what is not published; stands here where there is no room for a button. */
  onDiscard: (() => void) | undefined
}

/** What can be done with an agent as a whole. */
export function AgentMenu({ agent, fields, onDiscard }: AgentMenuProps) {
  const t = useMessages()
  const fail = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const duplicate = async () => {
    try {
      const name = t.agents.copyOf(fields.name).slice(0, 100)
      const copy = await client.agents.create(sendable({ ...fields, name }))
      invalidate('agent')
      navigate(to.agent(copy.id))
      toast({ text: t.agents.duplicated })
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
      message: t.general.deleted(agent.name),
      remove: (options) => client.agents.remove(agent.id, {}, options),
      onFailure: fail,
    })
    navigate(to.agents)
  }
  return (
    <Menu>
      <Menu.Target>
        <IconButton label={t.general.more} icon={MoreIcon} />
      </Menu.Target>
      <Menu.Dropdown>
        {onDiscard && (
          <Menu.Item hiddenFrom="sm" leftSection={<RefreshIcon size={16} />} onClick={onDiscard}>
            {t.agents.takeBack}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<ChatIcon size={16} />}
          onClick={() => navigate(to.newConversation(agent.id))}
        >
          {t.agents.tryIt}
        </Menu.Item>
        <Menu.Item leftSection={<CopyIcon size={16} />} onClick={() => void duplicate()}>
          {t.agents.duplicate}
        </Menu.Item>
        <Menu.Item leftSection={<DownloadIcon size={16} />} onClick={() => void exportFile()}>
          {t.agents.exportFile}
        </Menu.Item>
        <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
          {t.general.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
