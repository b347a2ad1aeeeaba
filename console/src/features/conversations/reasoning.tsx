import { useEffect, useRef, useState } from 'react'
import type { ReasoningPart } from '#contract/message-parts.ts'
import { LongText } from '../../ui/long-text.tsx'
import { DownIcon, ReasoningIcon } from '../../ui/icons.tsx'
import { formatSeconds } from '../../ui/seconds.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './message.module.css'

/** What the model thought before it answered: folded, since few want to read it. */
export function Reasoning({ part, isStreaming }: { part: ReasoningPart; isStreaming: boolean }) {
  const { message } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const watchedMs = useWatched(isStreaming)
  const durationMs = part.durationMs ?? watchedMs
  if (part.text === '') return null
  return (
    <details className={classes.thought} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ReasoningIcon size={16} />
        {isStreaming
          ? message.thinking
          : durationMs === null
            ? message.thought
            : message.thoughtFor(formatSeconds(durationMs))}
        <DownIcon size={14} />
      </summary>
      <div className={classes.fold} dir="auto">
        {isOpen && <LongText text={part.text} />}
      </div>
    </details>
  )
}

/** How long something went on while it was looked at; the server tells when it was from beginning to end. */
function useWatched(isStreaming: boolean): number | null {
  const begunAt = useRef<number | null>(null)
  const [watchedMs, setWatched] = useState<number | null>(null)
  useEffect(() => {
    if (isStreaming) begunAt.current ??= performance.now()
    else if (begunAt.current !== null) setWatched(performance.now() - begunAt.current)
  }, [isStreaming])
  return watchedMs
}
