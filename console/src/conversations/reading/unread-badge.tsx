import { VisuallyHidden } from '@mantine/core'
import { useWords } from '../../words/words.tsx'
import classes from './reading.module.css'

const SHOWN_MAX = 99

/** How much waits to be read; nothing where nothing does. `label` says of what. */
export function UnreadBadge({ count, label }: { count: number; label?: (count: number) => string }) {
  const { conversations } = useWords()
  if (count === 0) return null
  return (
    <span className={classes.badge}>
      <span aria-hidden="true">{count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}</span>
      <VisuallyHidden>{(label ?? conversations.unread)(count)}</VisuallyHidden>
    </span>
  )
}
