import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { PersonIcon } from '../../ui/icons.tsx'
import { useMessages } from '../../messages/messages.tsx'
import classes from './chat.module.css'

interface AssigneeNoteProps {
  conversation: Conversation | undefined
  messages: readonly Message[]
}

/** Says to whom a conversation belongs that a person answers now, or has been asked for. */
export function AssigneeNote({ conversation, messages }: AssigneeNoteProps) {
  const { conversations } = useMessages()
  const assigneeKind = conversation?.assigneeKind ?? 'agent'
  const who = messages.findLast(({ role }) => role === 'assistant')?.author
  const notice =
    assigneeKind === 'queue'
      ? conversations.personAsked
      : who?.kind === 'member'
        ? conversations.answersYou(who.name)
        : conversations.personAnswers
  return (
    <div role="status">
      {assigneeKind !== 'agent' && (
        <p className={classes.assignee}>
          <PersonIcon size={16} />
          {notice}
        </p>
      )}
    </div>
  )
}
