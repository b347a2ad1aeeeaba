import { lazy, Suspense } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { NameDialog } from '../look/name-dialog.tsx'
import { ProjectDialog } from '../projects/project-dialog.tsx'
import { useWords } from '../words/words.tsx'
import { keep } from './keep-conversation.ts'

const PlanDialog = lazy(async () => ({
  default: (await import('../initiative/plan-dialog.tsx')).PlanDialog,
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
  const words = useWords()
  if (asked === 'project') return <ProjectDialog conversation={conversation} isOpen onClose={onClose} />
  if (asked === 'plan')
    return (
      <Suspense>
        <PlanDialog conversation={conversation} onClose={onClose} />
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
      title={words.conversations.renameTitle}
      label={words.conversations.renameTitle}
      done={words.general.save}
      name={conversation.title}
      lengthMax={200}
      isOpen
      onClose={onClose}
      onName={(title) => void keep(conversation.id, { title }, words)}
    />
  )
}
