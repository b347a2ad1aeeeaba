import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { hasEnded } from '#features/conversations/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { cursorOf, emitGrowth, endPart, type Progress } from '#features/answers/index.ts'
import type { ReplyView } from './draft.ts'

export const atStart = (): Progress => ({ attempt: 0, part: 0, offset: 0, told: '' })

/** Parses a cursor that a reader had received. Throws Fault `invalid_input` for any other text. */
export function progressFrom(cursor: string): Progress {
  const match = /^(\d{1,6})\.(\d{1,6})\.(\d{1,9})$/.exec(cursor)
  if (!match) throw invalidInput('after: expected a cursor such as 1.0.42')
  return { attempt: Number(match[1]), part: Number(match[2]), offset: Number(match[3]), told: '' }
}

/**
 * The parts that bring a reader up to date with the view, as far as they may be shown. Advances `progress`. Slow
 * readers get the same in fewer, longer parts, so nothing piles up for them.
 */
export function* catchUp(
  view: ReplyView,
  progress: Progress,
  mayShow: () => boolean = () => true,
): Generator<ReplyStreamPart> {
  const { reply, parts } = view
  if (progress.attempt !== reply.attempt || isBeyond(parts, progress)) yield* beginAttempt(view, progress)
  else if (progress.told === '' || (progress.told === 'queued' && reply.state === 'running'))
    yield start(view, progress)
  yield* emitGrowth(reply.id, view, progress, mayShow)
}

/** Whether a reader has more of a reply than the view, which is of the same attempt or an earlier one. */
export const isAhead = ({ reply, parts }: ReplyView, progress: Progress): boolean =>
  progress.attempt > reply.attempt || (progress.attempt === reply.attempt && isBeyond(parts, progress))

/** A cursor past the end names text that this attempt does not have, for example after a restore. */
const isBeyond = (parts: readonly MessagePart[], { part, offset }: Progress) => {
  if (part > parts.length) return true
  const at = parts[part]
  if (at === undefined) return offset > 0
  return (at.type === 'text' || at.type === 'reasoning') && offset > at.text.length
}

function* beginAttempt(view: ReplyView, progress: Progress): Generator<ReplyStreamPart> {
  const hadSome = progress.attempt > 0
  progress.attempt = view.reply.attempt
  progress.part = 0
  progress.offset = 0
  if (hadSome)
    yield {
      type: 'superseded',
      replyId: view.reply.id,
      cursor: cursorOf(progress),
      attempt: view.reply.attempt,
    }
  yield start(view, progress)
}

function start({ reply }: ReplyView, progress: Progress): ReplyStreamPart {
  progress.told = reply.state
  return {
    type: 'reply-start',
    replyId: reply.id,
    cursor: cursorOf(progress),
    conversationId: reply.conversationId,
    messageId: reply.messageId,
    attempt: reply.attempt,
    state: reply.state,
  }
}

/** The last part of the stream, or null while the reply continues. */
export function endOf({ reply, parts }: ReplyView, progress: Progress): ReplyStreamPart | null {
  if (!hasEnded(reply.state)) return null
  const { id, state, code, detail, usage, cost } = reply
  return endPart(id, parts, progress, { state, code, detail, usage, cost })
}
