import { Button, Menu, Text } from '@mantine/core'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { DownIcon } from '../../ui/icons.tsx'
import { useMe } from '../../data/me.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { returnToAgent, useInboxAction } from './inbox-actions.ts'
import { useAgentName } from './use-agent-name.ts'

/** Gives the conversation back to its agent, which answers at once or from the next message on. */
export function ReturnButton({ one: { conversation, assignee, lastMessage } }: { one: InboxConversation }) {
  const t = useInboxMessages()
  const { actor } = useMe()
  const { doing } = useInboxAction()
  const agentName = useAgentName(conversation.agentId)
  if (assignee.member?.id !== actor.id || conversation.agentId === null) return null
  const back = (answersNow: boolean) => void doing(() => returnToAgent(conversation.id, answersNow))
  if (lastMessage?.role !== 'user')
    return (
      <Button size="xs" variant="default" onClick={() => back(false)}>
        {t.giveBack(agentName)}
      </Button>
    )
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<DownIcon size={12} />}>
          {t.giveBack(agentName)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => back(true)}>
          <Text size="sm">{t.returnNow}</Text>
        </Menu.Item>
        <Menu.Item onClick={() => back(false)}>
          <Text size="sm">{t.returnLater}</Text>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
