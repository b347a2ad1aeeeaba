import { Menu } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { IconButton } from '../look/icon-button.tsx'
import {
  ArchiveIcon,
  BellOffIcon,
  ClockIcon,
  DownloadIcon,
  EditIcon,
  FolderIcon,
  MoreIcon,
  StarIcon,
  TrashIcon,
} from '../look/icons.tsx'
import { NameDialog } from '../look/name-dialog.tsx'
import { useMe } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import { archive, download, keep, remove } from './keep-conversation.ts'
import { ProjectDialog } from './project-dialog.tsx'

const PlanDialog = lazy(async () => ({
  default: (await import('../initiative/plan-dialog.tsx')).PlanDialog,
}))

interface ConversationMenuProps {
  conversation: Conversation
  className?: string | undefined
}

/** What can be done with a conversation as a whole. How it is kept is for its owner to say. */
export function ConversationMenu({ conversation, className }: ConversationMenuProps) {
  const words = useWords()
  const isOwn = conversation.owner.id === useMe().actor.id
  const [asked, setAsked] = useState<'rename' | 'project' | 'plan' | null>(null)
  const { id, starred, archived, muted } = conversation
  const close = () => setAsked(null)
  return (
    <>
      <Menu keepMounted={false}>
        <Menu.Target>
          <IconButton label={words.general.more} icon={MoreIcon} {...(className && { className })} />
        </Menu.Target>
        <Menu.Dropdown>
          {isOwn && (
            <Menu.Item
              leftSection={<StarIcon size={16} />}
              onClick={() => void keep(id, { starred: !starred }, words)}
            >
              {starred ? words.list.unstar : words.list.star}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setAsked('rename')}>
            {words.conversations.rename}
          </Menu.Item>
          {isOwn && (
            <Menu.Item leftSection={<FolderIcon size={16} />} onClick={() => setAsked('project')}>
              {words.projects.put}
            </Menu.Item>
          )}
          {conversation.agentId && (
            <Menu.Item leftSection={<ClockIcon size={16} />} onClick={() => setAsked('plan')}>
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
          <Menu.Item
            leftSection={<DownloadIcon size={16} />}
            onClick={() => void download(id, 'json', words)}
          >
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
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        title={words.conversations.renameTitle}
        label={words.conversations.renameTitle}
        done={words.general.save}
        name={conversation.title}
        lengthMax={200}
        isOpen={asked === 'rename'}
        onClose={close}
        onName={(title) => void keep(id, { title }, words)}
      />
      {asked === 'plan' && (
        <Suspense>
          <PlanDialog conversation={conversation} onClose={close} />
        </Suspense>
      )}
      <ProjectDialog conversation={conversation} isOpen={asked === 'project'} onClose={close} />
    </>
  )
}
