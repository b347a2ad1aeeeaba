import { useStore } from '../../../data/store.ts'
import { typings } from '../../../data/typings.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { TypingDots } from '../../conversations/typing/typing-dots.tsx'
import classes from '../../conversations/typing/typing.module.css'

/** Who else writes in a conversation just now; empty where nobody does. */
export function WhoIsTyping({ conversationId, ownerId }: { conversationId: string; ownerId: string }) {
  const t = useInboxMessages()
  const here = useStore(typings).filter((one) => one.conversationId === conversationId)
  return (
    <div className={classes.here} role="status">
      {here.map(({ author, isPrivate }) => {
        const name = author.name || t.kinds[author.kind]
        return (
          <span key={author.id} className={classes.one}>
            <TypingDots />
            <span dir="auto">
              {author.id === ownerId ? t.writes(name) : isPrivate ? t.writesNote(name) : t.writesAnswer(name)}
            </span>
          </span>
        )
      })}
    </div>
  )
}

/** Stands in a row of the list instead of what was said last; null where the person does not write. */
export function useRowTyping(conversationId: string, ownerId: string) {
  const t = useInboxMessages()
  const isWriting = useStore(typings).some(
    (one) => one.conversationId === conversationId && one.author.id === ownerId,
  )
  return isWriting ? (
    <span className={classes.row}>
      <TypingDots />
      {t.writing}
    </span>
  ) : null
}
