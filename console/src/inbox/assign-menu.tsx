import { Menu, Text } from '@mantine/core'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { deskMembers } from '../data/desk-resources.ts'
import { deskTeams, workload } from '../data/team-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { IconButton } from '../look/icon-button.tsx'
import { InboxIcon, PersonIcon } from '../look/icons.tsx'
import { useMe } from '../shell/me.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { assign, useDeskDoing } from './desk-actions.ts'
import { MoveItems } from './teams/move-items.tsx'

/** Gives a conversation to somebody of the desk, or back to those that wait. */
export function AssignMenu({ one: { conversation, holder } }: { one: DeskConversation }) {
  const inbox = useInboxWords()
  const { actor } = useMe()
  const { doing } = useDeskDoing()
  const members = useResource(deskMembers).value?.items ?? []
  const others = members.filter(({ id }) => id !== actor.id && id !== holder.member?.id)
  const loads = useResource(workload).value?.items ?? []
  const at = useResource(deskTeams).value?.items.find((team) => team.conversationId === conversation.id)
  /** How much somebody has, of how much they take in the team that the conversation is with. */
  const loadOf = (id: string) => {
    const ofAll = loads.filter(({ memberId }) => memberId === id)
    const load = ofAll.find(({ teamId }) => teamId === at?.teamId) ?? ofAll[0]
    return load ? ` · ${inbox.load(load.openCount, load.capacity)}` : ''
  }
  const isMine = holder.member?.id === actor.id
  return (
    <Menu keepMounted={false}>
      <Menu.Target>
        <IconButton label={inbox.assign} icon={PersonIcon} />
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {!isMine && (
          <Menu.Item
            leftSection={<PersonIcon size={16} />}
            onClick={() => void doing(() => assign(conversation.id, actor.id))}
          >
            {inbox.toMe}
          </Menu.Item>
        )}
        {holder.by !== 'queue' && (
          <Menu.Item
            leftSection={<InboxIcon size={16} />}
            onClick={() => void doing(() => assign(conversation.id, null), inbox.queued)}
          >
            {inbox.toQueue}
          </Menu.Item>
        )}
        <MoveItems conversationId={conversation.id} />
        {others.map(({ id, name, isOnline, isAway }) => (
          <Menu.Item
            key={id}
            leftSection={<PersonIcon size={16} />}
            onClick={() => void doing(() => assign(conversation.id, id), inbox.assigned(name))}
          >
            {inbox.assignTo(name)}
            <Text size="xs" c="var(--quiet)">
              {isOnline ? inbox.online : isAway ? inbox.away : inbox.offline}
              {loadOf(id)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
