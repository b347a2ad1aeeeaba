import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { PersonIcon } from '../look/icons.tsx'
import { useWords } from '../words/words.tsx'
import classes from './chat.module.css'

interface HolderNoteProps {
  conversation: Conversation | undefined
  messages: readonly Message[]
}

/** Says to whom a conversation belongs that a person answers now, or has been asked for. */
export function HolderNote({ conversation, messages }: HolderNoteProps) {
  const { conversations } = useWords()
  const heldBy = conversation?.heldBy ?? 'agent'
  const who = messages.findLast(({ role }) => role === 'assistant')?.author
  const said =
    heldBy === 'queue'
      ? conversations.personAsked
      : who?.kind === 'member'
        ? conversations.answersYou(who.name)
        : conversations.personAnswers
  return (
    <div role="status">
      {heldBy !== 'agent' && (
        <p className={classes.holder}>
          <PersonIcon size={16} />
          {said}
        </p>
      )}
    </div>
  )
}
