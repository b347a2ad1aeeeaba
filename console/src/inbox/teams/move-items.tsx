import { Menu } from '@mantine/core'
import { deskTeams, teams } from '../../data/team-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { ContactsIcon } from '../../look/icons.tsx'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { moveToTeam, useDeskDoing } from '../desk-actions.ts'

/** The ways of a conversation to another team. */
export function MoveItems({ conversationId }: { conversationId: string }) {
  const inbox = useInboxWords()
  const { doing } = useDeskDoing()
  const all = useResource(teams).value?.items ?? []
  const at = useResource(deskTeams).value?.items.find((one) => one.conversationId === conversationId)
  return all
    .filter(({ id }) => id !== at?.teamId)
    .map(({ id, name }) => (
      <Menu.Item
        key={id}
        leftSection={<ContactsIcon size={16} />}
        onClick={() => void doing(() => moveToTeam(conversationId, id), inbox.movedTo(name))}
      >
        {inbox.moveTo(name)}
      </Menu.Item>
    ))
}
