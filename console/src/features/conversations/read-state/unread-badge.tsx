import { VisuallyHidden } from '@mantine/core'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './read-state.module.css'

const SHOWN_MAX = 99

/** How much waits to be read; nothing where nothing does. `label` says of what. */
export function UnreadBadge({ count, label }: { count: number; label?: (count: number) => string }) {
  const { conversations } = useMessages()
  if (count === 0) return null
  return (
    <span className={classes.badge}>
      <span aria-hidden="true">{count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}</span>
      <VisuallyHidden>{(label ?? conversations.unread)(count)}</VisuallyHidden>
    </span>
  )
}
