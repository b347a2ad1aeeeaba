import { useStore } from '../../../data/store.ts'
import { typings } from '../../../data/typings.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { TypingDots } from './typing-dots.tsx'
import classes from './typing.module.css'

/** Who writes an answer to one just now; empty where nobody does. */
export function PersonTyping({ conversationId }: { conversationId: string }) {
  const { conversations } = useMessages()
  const here = useStore(typings).filter(
    (one) => one.conversationId === conversationId && !one.isPrivate && one.author.kind === 'member',
  )
  return (
    <div className={classes.here} role="status">
      {here.map(({ author }) => (
        <span key={author.id} className={classes.one}>
          <TypingDots />
          <span dir="auto">{conversations.writes(author.name)}</span>
        </span>
      ))}
    </div>
  )
}
