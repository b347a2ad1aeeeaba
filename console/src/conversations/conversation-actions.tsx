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
} from '../look/icons.tsx'
import { projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { useMay, useMe } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import type { Asked } from './conversation-dialogs.tsx'
import { archive, download, keep, remove } from './keep-conversation.ts'

interface ConversationActionsProps {
  conversation: Conversation
  onAsk: (asked: Asked) => void
}

/** The entries of a conversation's menu. How it is kept is for its owner to say. */
export function ConversationActions({ conversation, onAsk }: ConversationActionsProps) {
  const words = useWords()
  const may = useMay()
  const isOwn = conversation.owner.id === useMe().actor.id
  const { id, starred, archived, muted } = conversation
  const project = useResource(projects).value?.items.find((one) => one.id === conversation.projectId)
  // Whoever sees what is neither theirs nor of a project of theirs works at the desk.
  const mayChange = conversation.mayWrite || project === undefined
  return (
    <>
      {isOwn && (
        <Menu.Item
          leftSection={<StarIcon size={16} />}
          onClick={() => void keep(id, { starred: !starred }, words)}
        >
          {starred ? words.list.unstar : words.list.star}
        </Menu.Item>
      )}
      {mayChange && (
        <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => onAsk('rename')}>
          {words.conversations.rename}
        </Menu.Item>
      )}
      {isOwn && (
        <Menu.Item leftSection={<FolderIcon size={16} />} onClick={() => onAsk('project')}>
          {words.projects.put}
        </Menu.Item>
      )}
      {isOwn && may('conversation:share') && (
        <Menu.Item leftSection={<LinkIcon size={16} />} onClick={() => onAsk('share')}>
          {words.list.share}
        </Menu.Item>
      )}
      {!isOwn && project?.role === 'owner' && (
        <Menu.Item
          leftSection={<FolderIcon size={16} />}
          onClick={() => void keep(id, { projectId: null }, words)}
        >
          {words.projects.takeOutOf}
        </Menu.Item>
      )}
      {mayChange && conversation.agentId && (
        <Menu.Item leftSection={<ClockIcon size={16} />} onClick={() => onAsk('plan')}>
          {words.initiative.plan}
        </Menu.Item>
      )}
      {isOwn && (
        <Menu.Item
          leftSection={<BellOffIcon size={16} />}
          onClick={() => void keep(id, { muted: !muted }, words)}
        >
          {muted ? words.initiative.unmute : words.initiative.mute}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<DownloadIcon size={16} />}
        onClick={() => void download(id, 'markdown', words)}
      >
        {words.list.asMarkdown}
      </Menu.Item>
      <Menu.Item leftSection={<DownloadIcon size={16} />} onClick={() => void download(id, 'json', words)}>
        {words.list.asJson}
      </Menu.Item>
      {isOwn && (
        <>
          <Menu.Item
            leftSection={<ArchiveIcon size={16} />}
            onClick={() =>
              void (archived ? keep(id, { archived: false }, words) : archive(conversation, words))
            }
          >
            {archived ? words.list.restore : words.list.archive}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<TrashIcon size={16} />}
            color="red"
            onClick={() => remove(conversation, words)}
          >
            {words.general.remove}
          </Menu.Item>
        </>
      )}
    </>
  )
}
