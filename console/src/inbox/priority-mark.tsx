import type { DeskPriority } from '#contract/shapes/desk.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import classes from './inbox.module.css'

/** How much it presses, in a word; nothing where nobody said. */
export function PriorityMark({ priority }: { priority: DeskPriority }) {
  const { priorities } = useInboxWords()
  if (priority === 'none') return null
  return (
    <span className={classes.priority} data-priority={priority}>
      {priorities[priority]}
    </span>
  )
}
