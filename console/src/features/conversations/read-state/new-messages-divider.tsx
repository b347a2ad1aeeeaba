import { useMessages } from '../../../messages/messages.tsx'
import classes from './read-state.module.css'

/** Stands above the first message that is new. */
export function NewMessagesDivider() {
  const { conversations } = useMessages()
  return (
    <div className={classes.mark} role="separator" aria-label={conversations.newFromHere}>
      <span>{conversations.newHere}</span>
    </div>
  )
}
