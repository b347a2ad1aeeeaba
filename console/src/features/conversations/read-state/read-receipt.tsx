import { Timestamp } from '../../../ui/timestamp.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './read-state.module.css'
import type { Receipt } from './receipt.ts'

/** Says below a message that the other side has read it. */
export function ReadReceipt({ side, readAt }: Receipt) {
  const { conversations } = useMessages()
  return (
    <p className={classes.note} data-side={side}>
      {conversations.readBy[side]} · <Timestamp at={readAt} />
    </p>
  )
}
