import { VisuallyHidden } from '@mantine/core'
import { useCallback } from 'react'
import { isLiveLink } from '#client/live-links.ts'
import type { MessagePart, RememberedPart, SourcePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { OriginNote } from '../proactive/origin-note.tsx'
import { LiveLinks } from '../../markdown/live-links.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AnswerActions } from './answer-actions.tsx'
import { AnswerParts } from './answer-parts.tsx'
import { AnswerSources } from './answer-sources.tsx'
import { AnswerState } from './answer-state.tsx'
import { RecalledMemories } from './recalled-memories.tsx'
import { useLiveReply } from './live-replies.ts'
import { AuthorLine } from './participants/author-line.tsx'
import classes from './message.module.css'
import { hasEnded } from './branch.ts'
import { useMovedFocus } from './moved-focus.ts'

interface AnswerProps {
  message: Message
  isLast: boolean
  /** Whether another answer is being written first. */
  isBehindAnother: boolean
  isMarked: boolean
  /** The agents that take part where several do, so that it is said who this is. */
  group: readonly string[] | null
  /** Whether its agent answers in several messages. */
  isSplit: boolean
}

/** What an agent answered, or is answering. */
export function Answer({ message, isLast, isBehindAnother, isMarked, group, isSplit }: AnswerProps) {
  const t = useMessages()
  const element = useMovedFocus(message.id)
  const { reply } = message
  const isOpen = reply !== null && !hasEnded(reply.state)
  const live = useLiveReply(reply?.id ?? '', isOpen)
  const parts: readonly MessagePart[] = isOpen && live.parts.length > 0 ? live.parts : message.parts
  const state = isOpen && live.end ? live.end.state : (reply?.state ?? 'completed')
  const code = (isOpen && live.end ? live.end.code : reply?.code) ?? null
  const model = (isOpen && live.end ? live.end.usage.model : reply?.usage.model) ?? null
  const sources = parts.filter((part): part is SourcePart => part.type === 'source')
  const recalled = parts.find((part): part is RememberedPart => part.type === 'remembered')
  const isWriting = !hasEnded(state)
  const isLive = useCallback((host: string) => isLiveLink(reply, host), [reply])
  const hasText = parts.some(
    (part) => (part.type === 'text' && part.text !== '') || part.type === 'tool-approval',
  )

  return (
    <article
      ref={element}
      tabIndex={-1}
      className={classes.answer}
      aria-label={message.author.name}
      aria-busy={isWriting}
      aria-current={isMarked || undefined}
      data-last={isLast || undefined}
      data-state={state}
      data-by={message.author.kind}
    >
      {(group || message.author.kind === 'member') && (
        <AuthorLine author={message.author} among={group ?? []} />
      )}
      <OriginNote origin={message.origin} />
      <LiveLinks value={isLive}>
        <AnswerParts parts={parts} sources={sources} isWriting={isWriting} isSplit={isSplit} />
      </LiveLinks>
      <AnswerSources sources={sources} />
      {recalled && <RecalledMemories message={message} count={recalled.memoryIds.length} />}
      <AnswerState
        message={message}
        state={state}
        code={code}
        model={model}
        hasText={hasText}
        isSplit={isSplit}
        waiting={live.waiting}
        isBehindAnother={isBehindAnother}
      />
      {live.end?.state === 'completed' && <VisuallyHidden role="status">{t.message.finished}</VisuallyHidden>}
      {!isWriting && <AnswerActions message={message} parts={parts} />}
    </article>
  )
}
