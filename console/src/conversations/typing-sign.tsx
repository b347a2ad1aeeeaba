import { VisuallyHidden } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import classes from './bubbles.module.css'

/** Stands where the next message of an answer will be. */
export function TypingSign() {
  const { message } = useWords()
  return (
    <div className={classes.typing}>
      <VisuallyHidden>{message.writing}</VisuallyHidden>
      <span />
      <span />
      <span />
    </div>
  )
}
