import { lazy, Suspense } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { NameDialog } from '../../ui/name-dialog.tsx'
import { ProjectDialog } from './projects/project-dialog.tsx'
import { useMessages } from '../../messages/messages.tsx'
import { updateConversation } from './update-conversation.ts'

const ScheduleDialog = lazy(async () => ({
  default: (await import('../proactive/schedule-dialog.tsx')).ScheduleDialog,
}))

const LinkDialog = lazy(async () => ({ default: (await import('../sharing/link-dialog.tsx')).LinkDialog }))

/** What is asked for before something is done with a conversation. */
export type Asked = 'rename' | 'project' | 'plan' | 'share'

interface ConversationDialogsProps {
  conversation: Conversation
  asked: Asked
  onClose: () => void
}

/** The dialog that was asked for by a conversation's menu. */
export function ConversationDialogs({ conversation, asked, onClose }: ConversationDialogsProps) {
  const t = useMessages()
  if (asked === 'project') return <ProjectDialog conversation={conversation} isOpen onClose={onClose} />
  if (asked === 'plan')
    return (
      <Suspense>
        <ScheduleDialog conversation={conversation} onClose={onClose} />
      </Suspense>
    )
  if (asked === 'share')
    return (
      <Suspense>
        <LinkDialog conversationId={conversation.id} onClose={onClose} />
      </Suspense>
    )
  return (
    <NameDialog
      title={t.conversations.renameTitle}
      label={t.conversations.renameTitle}
      done={t.general.save}
      name={conversation.title}
      lengthMax={200}
      isOpen
      onClose={onClose}
      onName={(title) => void updateConversation(conversation.id, { title }, t)}
    />
  )
}
