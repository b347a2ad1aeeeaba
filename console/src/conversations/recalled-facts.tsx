import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { recalledFacts } from '../data/memory-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { DownIcon, PersonIcon } from '../look/icons.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import classes from './message.module.css'

interface RecalledFactsProps {
  message: Pick<Message, 'id' | 'author'>
  count: number
}

/** What the agent was told of whoever asked, folded. Fetched when it is opened: what was erased since is not in it. */
export function RecalledFacts({ message: { id, author }, count }: RecalledFactsProps) {
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
      <div className={classes.fold}>{isOpen && <Facts messageId={id} agentId={author.id ?? ''} />}</div>
    </details>
  )
}

function Facts({ messageId, agentId }: { messageId: string; agentId: string }) {
  const words = useWords()
  const { memory, general } = words
  const { value, error } = useResource(recalledFacts(messageId))
  if (!value) return error === undefined ? general.loading : faultSentence(error, words)
  return (
    <>
      {value.items.length === 0 && <p>{memory.nothingToShow}</p>}
      {value.items.map(({ id, text }) => (
        <p key={id} dir="auto">
          {text}
        </p>
      ))}
      <Link href={to.memory(agentId)}>{memory.title}</Link>
    </>
  )
}
