import { lazy, Suspense, useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { DownIcon, PersonIcon } from '../../ui/icons.tsx'
import { useMessages } from '../../messages/messages.tsx'
import classes from './message.module.css'

const RecalledList = lazy(async () => ({ default: (await import('./recalled-list.tsx')).RecalledList }))

interface RecalledMemoriesProps {
  message: Pick<Message, 'id' | 'author'>
  count: number
}

/** What the agent was told of whoever asked, folded. Fetched when it is opened: what was erased since is not in it. */
export function RecalledMemories({ message: { id, author }, count }: RecalledMemoriesProps) {
  const { memory, general } = useMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className={`${classes.thought} ${classes.recalled}`}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <PersonIcon size={16} />
        {memory.remembered(count)}
        <DownIcon size={14} />
      </summary>
      <div className={classes.fold}>
        <Suspense fallback={general.loading}>
          {isOpen && <RecalledList messageId={id} agentId={author.id ?? ''} />}
        </Suspense>
      </div>
    </details>
  )
}
