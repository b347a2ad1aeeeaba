import { Menu } from '@mantine/core'
import { inboxTeams, teams } from '../../data/team-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { ContactsIcon } from '../../ui/icons.tsx'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { moveToTeam, useInboxAction } from '../inbox-actions.ts'

/** The ways of a conversation to another team. */
export function MoveToTeamItems({ conversationId }: { conversationId: string }) {
  const t = useInboxMessages()
  const { doing } = useInboxAction()
  const all = useResource(teams).value?.items ?? []
  const at = useResource(inboxTeams).value?.items.find((one) => one.conversationId === conversationId)
  return all
    .filter(({ id }) => id !== at?.teamId)
    .map(({ id, name }) => (
      <Menu.Item
        key={id}
        leftSection={<ContactsIcon size={16} />}
        onClick={() => void doing(() => moveToTeam(conversationId, id), t.movedTo(name))}
      >
        {t.moveTo(name)}
      </Menu.Item>
    ))
}
