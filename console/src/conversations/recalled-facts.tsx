import { useState } from 'react'
import { recalledFacts } from '../data/memory-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { DownIcon, PersonIcon } from '../look/icons.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import classes from './message.module.css'

/** What the agent was told of whoever asked, folded. Fetched when it is opened: what was erased since is not in it. */
export function RecalledFacts({ messageId, count }: { messageId: string; count: number }) {
  const { memory } = useWords()
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
      <div className={classes.fold}>{isOpen && <Facts messageId={messageId} />}</div>
    </details>
  )
}

function Facts({ messageId }: { messageId: string }) {
  const { memory, general } = useWords()
  const { value, error } = useResource(recalledFacts(messageId))
  if (!value) return error === undefined ? general.loading : memory.notYours
  return (
    <>
      {value.items.length === 0 && <p>{memory.allErased}</p>}
      {value.items.map(({ id, text }) => (
        <p key={id} dir="auto">
          {text}
        </p>
      ))}
      <Link href={to.settings('memory')}>{memory.title}</Link>
    </>
  )
}
