import { createHash } from 'node:crypto'
import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyEnd, ReplyStreamPart } from '#contract/reply-parts.ts'
import { hasEnded } from '#features/conversations/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { ReplyView } from './draft.ts'

type GrowthPart = Extract<ReplyStreamPart, { type: 'text-delta' | 'reasoning-delta' | 'part' | 'waiting' }>

/** How much of a reply a reader has: everything before `part`, and of that part's text the first `offset` units. */
export interface Progress {
  attempt: number
  part: number
  offset: number
  /** What it was last told of the reply's state. */
  told: string
}

export const atStart = (): Progress => ({ attempt: 0, part: 0, offset: 0, told: '' })

/** Reads a cursor that a reader had received. Throws Fault `invalid_input` for one that is not ours. */
export function progressFrom(cursor: string): Progress {
  const match = /^(\d{1,6})\.(\d{1,6})\.(\d{1,9})$/.exec(cursor)
  if (!match) throw invalidInput('after: expected a cursor such as 1.0.42')
  return { attempt: Number(match[1]), part: Number(match[2]), offset: Number(match[3]), told: '' }
}

const cursorOf = ({ attempt, part, offset }: Progress) => `${attempt}.${part}.${offset}`

/**
 * What a reader must be told so that it has all that the view has, for as long as it may be shown. Moves `progress` on.
 * Slow readers are told the same in fewer, longer parts, so nothing piles up for them.
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

/** What of the parts a reader does not have yet, for as long as it may be shown. Moves `progress` on. */
export function* emitGrowth(
  replyId: string,
  { parts, waiting }: Pick<ReplyView, 'parts' | 'waiting'>,
  progress: Progress,
  mayShow: () => boolean = () => true,
): Generator<GrowthPart> {
  while (progress.part < parts.length && mayShow()) {
    const part = parts[progress.part]
    if (part === undefined) break
    yield* tellPart(replyId, part, progress)
    // The last text may still grow, so one stays on it.
    if (progress.part === parts.length - 1 && isText(part)) break
    progress.part += 1
    progress.offset = 0
  }
  if (waiting && progress.told !== 'waiting') {
    progress.told = 'waiting'
    yield { type: 'waiting', replyId, cursor: cursorOf(progress), ...waiting }
  }
}

const isText = (part: MessagePart) => part.type === 'text' || part.type === 'reasoning'

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

function* tellPart(replyId: string, part: MessagePart, progress: Progress): Generator<GrowthPart> {
  if (part.type !== 'text' && part.type !== 'reasoning') {
    const cursor = cursorOf({ ...progress, part: progress.part + 1, offset: 0 })
    yield { type: 'part', replyId, cursor, part: progress.part, value: part }
    return
  }
  if (progress.offset >= part.text.length) return
  const { offset } = progress
  progress.offset = part.text.length
  yield {
    type: part.type === 'text' ? 'text-delta' : 'reasoning-delta',
    replyId,
    cursor: cursorOf(progress),
    part: progress.part,
    offset,
    text: part.text.slice(offset),
  }
}

/** The last thing a reader is told, or null while the reply goes on. */
export function endOf({ reply, parts }: ReplyView, progress: Progress): ReplyStreamPart | null {
  if (!hasEnded(reply.state)) return null
  const { id, state, code, detail, usage, cost } = reply
  return endPart(id, parts, progress, { state, code, detail, usage, cost })
}

/** The last part of a stream, with what a reader can check its text by. */
export function endPart(
  replyId: string,
  parts: readonly MessagePart[],
  progress: Progress,
  ending: Pick<ReplyEnd, 'state' | 'code' | 'detail' | 'usage' | 'cost'>,
): ReplyEnd {
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
  return {
    type: 'reply-end',
    replyId,
    cursor: cursorOf(progress),
    ...ending,
    textLength: text.length,
    textSha256: createHash('sha256').update(text).digest('hex'),
  }
}
