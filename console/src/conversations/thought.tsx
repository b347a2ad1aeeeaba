import { useEffect, useRef, useState } from 'react'
import type { ReasoningPart } from '#contract/message-parts.ts'
import { LongText } from '../look/long-text.tsx'
import { DownIcon, ThoughtIcon } from '../look/icons.tsx'
import { secondsOf } from '../look/seconds.ts'
import { useWords } from '../words/words.tsx'
import classes from './message.module.css'

/** What the model thought before it answered: folded, since few want to read it. */
export function Thought({ part, isGoingOn }: { part: ReasoningPart; isGoingOn: boolean }) {
  const { message } = useWords()
  const [isOpen, setOpen] = useState(false)
  const watchedMs = useWatched(isGoingOn)
  const durationMs = part.durationMs ?? watchedMs
  if (part.text === '') return null
  return (
    <details className={classes.thought} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ThoughtIcon size={16} />
        {isGoingOn
          ? message.thinking
          : durationMs === null
            ? message.thought
            : message.thoughtFor(secondsOf(durationMs))}
        <DownIcon size={14} />
      </summary>
      <div className={classes.fold} dir="auto">
        {isOpen && <LongText text={part.text} />}
      </div>
    </details>
  )
}

/** How long something went on while it was looked at; the server tells when it was from beginning to end. */
function useWatched(isGoingOn: boolean): number | null {
  const begunAt = useRef<number | null>(null)
  const [watchedMs, setWatched] = useState<number | null>(null)
  useEffect(() => {
    if (isGoingOn) begunAt.current ??= performance.now()
    else if (begunAt.current !== null) setWatched(performance.now() - begunAt.current)
  }, [isGoingOn])
  return watchedMs
}
