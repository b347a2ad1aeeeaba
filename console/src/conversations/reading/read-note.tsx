import { When } from '../../look/when.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './reading.module.css'
import type { Receipt } from './receipt.ts'

/** Says below a message that the other side has read it. */
export function ReadNote({ side, readAt }: Receipt) {
  const { conversations } = useWords()
  return (
    <p className={classes.note} data-side={side}>
      {conversations.readBy[side]} · <When at={readAt} />
    </p>
  )
}
