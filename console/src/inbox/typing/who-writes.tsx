import { useCell } from '../../data/cell.ts'
import { typings } from '../../data/typings.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { Dots } from '../../conversations/typing/dots.tsx'
import classes from '../../conversations/typing/typing.module.css'

/** Who else writes in a conversation just now; empty where nobody does. */
export function WhoWrites({ conversationId, ownerId }: { conversationId: string; ownerId: string }) {
  const inbox = useInboxWords()
  const here = useCell(typings).filter((one) => one.conversationId === conversationId)
  return (
    <div className={classes.here} role="status">
      {here.map(({ author, isPrivate }) => {
        const name = author.name || inbox.kinds[author.kind]
        return (
          <span key={author.id} className={classes.one}>
            <Dots />
            <span dir="auto">
              {author.id === ownerId
                ? inbox.writes(name)
                : isPrivate
                  ? inbox.writesNote(name)
                  : inbox.writesAnswer(name)}
            </span>
          </span>
        )
      })}
    </div>
  )
}

/** Stands in a row of the list instead of what was said last; null where the person does not write. */
export function useRowTyping(conversationId: string, ownerId: string) {
  const inbox = useInboxWords()
  const isWriting = useCell(typings).some(
    (one) => one.conversationId === conversationId && one.author.id === ownerId,
  )
  return isWriting ? (
    <span className={classes.row}>
      <Dots />
      {inbox.writing}
    </span>
  ) : null
}
