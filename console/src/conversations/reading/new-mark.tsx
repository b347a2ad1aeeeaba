import { useWords } from '../../words/words.tsx'
import classes from './reading.module.css'

/** Stands above the first message that is new. */
export function NewMark() {
  const { conversations } = useWords()
  return (
    <div className={classes.mark} role="separator" aria-label={conversations.newFromHere}>
      <span>{conversations.newHere}</span>
    </div>
  )
}
