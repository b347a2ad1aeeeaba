import { Menu, Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { MoreIcon } from '../../ui/icons.tsx'
import { useMessages } from '../../messages/messages.tsx'
import type { Asked } from './conversation-dialogs.tsx'

const ConversationActions = lazy(async () => ({
  default: (await import('./conversation-actions.tsx')).ConversationActions,
}))
const ConversationDialogs = lazy(async () => ({
  default: (await import('./conversation-dialogs.tsx')).ConversationDialogs,
}))

interface ConversationMenuProps {
  conversation: Conversation
  className?: string | undefined
}

/** What can be done with a conversation as a whole. */
export function ConversationMenu({ conversation, className }: ConversationMenuProps) {
  const { general } = useMessages()
  const [asked, setAsked] = useState<Asked | null>(null)
  return (
    <>
      <Menu keepMounted={false}>
        <Menu.Target>
          <IconButton label={general.more} icon={MoreIcon} {...(className && { className })} />
        </Menu.Target>
        <Menu.Dropdown>
          <Suspense fallback={<Skeleton height={200} width={200} />}>
            <ConversationActions conversation={conversation} onAsk={setAsked} />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <Suspense>
          <ConversationDialogs conversation={conversation} asked={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </>
  )
}
