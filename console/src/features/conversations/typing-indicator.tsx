import { VisuallyHidden } from '@mantine/core'
import { useMessages } from '../../messages/messages.tsx'
import classes from './bubbles.module.css'

/** Stands where the next message of an answer will be. */
export function TypingIndicator() {
  const { message } = useMessages()
  return (
    <div className={classes.typing}>
      <VisuallyHidden>{message.writing}</VisuallyHidden>
      <span />
      <span />
      <span />
    </div>
  )
}
