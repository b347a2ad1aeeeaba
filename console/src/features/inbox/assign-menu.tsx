import { Menu, Text } from '@mantine/core'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { InboxIcon, PersonIcon } from '../../ui/icons.tsx'
import { useMe } from '../../data/me.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { assign, useInboxAction } from './inbox-actions.ts'
import { MoveToTeamItems } from './teams/move-to-team-items.tsx'

/** Gives a conversation to an operator, or back to those that wait. */
export function AssignMenu({ one: { conversation, assignee } }: { one: InboxConversation }) {
  const t = useInboxMessages()
  const { actor } = useMe()
  const { doing } = useInboxAction()
  const members = useResource(resource('inbox.members')).value?.items ?? []
  const others = members.filter(({ id }) => id !== actor.id && id !== assignee.member?.id)
  const loads = useResource(resource('teams.workload')).value?.items ?? []
  const at = useResource(resource('teams.inInbox')).value?.items.find(
    (team) => team.conversationId === conversation.id,
  )
  /** How much somebody has, of how much they take in the team that the conversation is with. */
  const loadOf = (id: string) => {
    const ofAll = loads.filter(({ memberId }) => memberId === id)
    const load = ofAll.find(({ teamId }) => teamId === at?.teamId) ?? ofAll[0]
    return load ? ` · ${t.load(load.openCount, load.capacity)}` : ''
  }
  const isMine = assignee.member?.id === actor.id
  return (
    <Menu keepMounted={false}>
      <Menu.Target>
        <IconButton label={t.assign} icon={PersonIcon} />
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {!isMine && (
          <Menu.Item
            leftSection={<PersonIcon size={16} />}
            onClick={() => void doing(() => assign(conversation.id, actor.id))}
          >
            {t.toMe}
          </Menu.Item>
        )}
        {assignee.kind !== 'queue' && (
          <Menu.Item
            leftSection={<InboxIcon size={16} />}
            onClick={() => void doing(() => assign(conversation.id, null), t.queued)}
          >
            {t.toQueue}
          </Menu.Item>
        )}
        <MoveToTeamItems conversationId={conversation.id} />
        {others.map(({ id, name, isOnline, isAway }) => (
          <Menu.Item
            key={id}
            leftSection={<PersonIcon size={16} />}
            onClick={() => void doing(() => assign(conversation.id, id), t.assigned(name))}
          >
            {t.assignTo(name)}
            <Text size="xs" c="var(--quiet)">
              {isOnline ? t.online : isAway ? t.away : t.offline}
              {loadOf(id)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
