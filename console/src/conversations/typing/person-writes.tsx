import { useCell } from '../../data/cell.ts'
import { typings } from '../../data/typings.ts'
import { useWords } from '../../words/words.tsx'
import { Dots } from './dots.tsx'
import classes from './typing.module.css'

/** Who writes an answer to one just now; empty where nobody does. */
export function PersonWrites({ conversationId }: { conversationId: string }) {
  const { conversations } = useWords()
  const here = useCell(typings).filter(
    (one) => one.conversationId === conversationId && !one.isPrivate && one.author.kind === 'member',
  )
  return (
    <div className={classes.here} role="status">
      {here.map(({ author }) => (
        <span key={author.id} className={classes.one}>
          <Dots />
          <span dir="auto">{conversations.writes(author.name)}</span>
        </span>
      ))}
    </div>
  )
}
