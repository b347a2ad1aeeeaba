import { Button, Menu, Text } from '@mantine/core'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { DownIcon } from '../look/icons.tsx'
import { useMe } from '../shell/me.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { giveBack, useDeskDoing } from './desk-actions.ts'
import { useAgentName } from './use-agent-name.ts'

/** Gives the conversation back to its agent, which answers at once or from the next message on. */
export function ReturnButton({ one: { conversation, holder, lastMessage } }: { one: DeskConversation }) {
  const inbox = useInboxWords()
  const { actor } = useMe()
  const { doing } = useDeskDoing()
  const agentName = useAgentName(conversation.agentId)
  if (holder.member?.id !== actor.id || conversation.agentId === null) return null
  const back = (answersNow: boolean) => void doing(() => giveBack(conversation.id, answersNow))
  if (lastMessage?.role !== 'user')
    return (
      <Button size="xs" variant="default" onClick={() => back(false)}>
        {inbox.giveBack(agentName)}
      </Button>
    )
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<DownIcon size={12} />}>
          {inbox.giveBack(agentName)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => back(true)}>
          <Text size="sm">{inbox.returnNow}</Text>
        </Menu.Item>
        <Menu.Item onClick={() => back(false)}>
          <Text size="sm">{inbox.returnLater}</Text>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
