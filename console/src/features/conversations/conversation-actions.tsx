import { Menu } from '@mantine/core'
import type { Conversation } from '#contract/shapes/conversation.ts'
import {
  ArchiveIcon,
  BellOffIcon,
  ClockIcon,
  DownloadIcon,
  EditIcon,
  FolderIcon,
  LinkIcon,
  StarIcon,
  TrashIcon,
} from '../../ui/icons.tsx'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { useMay, useMe } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import type { Asked } from './conversation-dialogs.tsx'
import {
  archiveConversation,
  downloadConversation,
  updateConversation,
  deleteConversation,
} from './update-conversation.ts'

interface ConversationActionsProps {
  conversation: Conversation
  onAsk: (asked: Asked) => void
}

/** The entries of a conversation's menu. How it is kept is for its owner to say. */
export function ConversationActions({ conversation, onAsk }: ConversationActionsProps) {
  const t = useMessages()
  const may = useMay()
  const isOwn = conversation.owner.id === useMe().actor.id
  const { id, starred, muted } = conversation
  const project = useResource(pages('projects.list')).value?.items.find(
    (one) => one.id === conversation.projectId,
  )
  // Whoever sees what is neither theirs nor of a project of theirs works in the inbox.
  const mayChange = conversation.mayWrite || project === undefined
  return (
    <>
      {isOwn && (
        <Menu.Item
          leftSection={<StarIcon size={16} />}
          onClick={() => void updateConversation(id, { starred: !starred }, t)}
        >
          {starred ? t.list.unstar : t.list.star}
        </Menu.Item>
      )}
      {mayChange && (
        <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => onAsk('rename')}>
          {t.conversations.rename}
        </Menu.Item>
      )}
      {isOwn && (
        <Menu.Item leftSection={<FolderIcon size={16} />} onClick={() => onAsk('project')}>
          {t.projects.put}
        </Menu.Item>
      )}
      {isOwn && may('conversation:share') && (
        <Menu.Item leftSection={<LinkIcon size={16} />} onClick={() => onAsk('share')}>
          {t.list.share}
        </Menu.Item>
      )}
      {!isOwn && project?.role === 'owner' && (
        <Menu.Item
          leftSection={<FolderIcon size={16} />}
          onClick={() => void updateConversation(id, { projectId: null }, t)}
        >
          {t.projects.takeOutOf}
        </Menu.Item>
      )}
      {mayChange && conversation.agentId && (
        <Menu.Item leftSection={<ClockIcon size={16} />} onClick={() => onAsk('plan')}>
          {t.proactive.schedule}
        </Menu.Item>
      )}
      {isOwn && (
        <Menu.Item
          leftSection={<BellOffIcon size={16} />}
          onClick={() => void updateConversation(id, { muted: !muted }, t)}
        >
          {muted ? t.proactive.unmute : t.proactive.mute}
        </Menu.Item>
      )}
      <DownloadItems id={id} />
      {isOwn && <EndItems conversation={conversation} />}
    </>
  )
}

function DownloadItems({ id }: { id: string }) {
  const t = useMessages()
  return (
    <>
      <Menu.Item
        leftSection={<DownloadIcon size={16} />}
        onClick={() => void downloadConversation(id, 'markdown', t)}
      >
        {t.list.asMarkdown}
      </Menu.Item>
      <Menu.Item
        leftSection={<DownloadIcon size={16} />}
        onClick={() => void downloadConversation(id, 'json', t)}
      >
        {t.list.asJson}
      </Menu.Item>
    </>
  )
}

/** What takes it out of sight: for a while, or for good. */
function EndItems({ conversation }: Pick<ConversationActionsProps, 'conversation'>) {
  const t = useMessages()
  const { id, archived } = conversation
  return (
    <>
      <Menu.Item
        leftSection={<ArchiveIcon size={16} />}
        onClick={() =>
          void (archived
            ? updateConversation(id, { archived: false }, t)
            : archiveConversation(conversation, t))
        }
      >
        {archived ? t.list.restore : t.list.archive}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<TrashIcon size={16} />}
        color="red"
        onClick={() => deleteConversation(conversation, t)}
      >
        {t.general.remove}
      </Menu.Item>
    </>
  )
}
