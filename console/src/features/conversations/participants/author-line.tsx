import type { Message } from '#contract/shapes/conversation.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { AgentBadge } from './agent-badge.tsx'
import classes from './participants.module.css'

interface AuthorLineProps extends Pick<Message, 'author'> {
  /** Who else answers here, so that their colours differ. */
  among: readonly string[]
}

/** Which agent wrote an answer, where several take part, or which of us. The answer is named by it already. */
export function AuthorLine({ author, among }: AuthorLineProps) {
  const { message } = useMessages()
  return (
    <div className={classes.author} aria-hidden="true">
      <AgentBadge id={author.id ?? author.name} name={author.name} among={among} />
      <span dir="auto">{author.name}</span>
      {author.kind === 'member' && <span className={classes.team}>{message.team}</span>}
    </div>
  )
}
