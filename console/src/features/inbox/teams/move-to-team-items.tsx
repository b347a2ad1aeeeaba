import { Menu } from '@mantine/core'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { ContactsIcon } from '../../../ui/icons.tsx'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { moveToTeam, useInboxAction } from '../inbox-actions.ts'

/** The ways of a conversation to another team. */
export function MoveToTeamItems({ conversationId }: { conversationId: string }) {
  const t = useInboxMessages()
  const { doing } = useInboxAction()
  const all = useResource(resource('teams.list')).value?.items ?? []
  const at = useResource(resource('teams.inInbox')).value?.items.find(
    (one) => one.conversationId === conversationId,
  )
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
