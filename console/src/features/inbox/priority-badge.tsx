import type { InboxPriority } from '#contract/shapes/inbox.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import classes from './inbox.module.css'

/** How much it presses, in a word; nothing where nobody said. */
export function PriorityBadge({ priority }: { priority: InboxPriority }) {
  const { priorities } = useInboxMessages()
  if (priority === 'none') return null
  return (
    <span className={classes.priority} data-priority={priority}>
      {priorities[priority]}
    </span>
  )
}
