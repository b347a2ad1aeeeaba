import type { Message } from '#contract/shapes/conversation.ts'
import { AgentBadge } from './agent-badge.tsx'
import classes from './participants.module.css'

/** Which agent wrote an answer, where several take part. The answer is named by it already. */
export const AuthorLine = ({ author }: Pick<Message, 'author'>) => (
  <div className={classes.author} aria-hidden="true">
    <AgentBadge id={author.id ?? author.name} name={author.name} />
    <span dir="auto">{author.name}</span>
  </div>
)
